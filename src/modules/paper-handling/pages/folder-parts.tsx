import type { VNode } from "preact";
import { KeyValues, type Language, Light, type LightState, LinkTo, Panel, When } from "#ui";
import type { Folder, Place } from "../folder.ts";
import { paths } from "../paths.ts";
import { filled, wordsIn } from "../words.ts";

const LIGHTS: Readonly<Record<Place, LightState>> = {
  desk: "ok",
  "under-way": "near",
  unit: "ok",
};

/** Where the paper is now, in words. */
export function PlaceLight(props: { readonly folder: Folder; readonly language: Language }): VNode {
  const { folder, language } = props;
  const words = wordsIn(language);
  return (
    <Light
      state={LIGHTS[folder.place]}
      words={filled(words[`place.${folder.place}`], { unit: folder.unit })}
    />
  );
}

/** An original that is still kept after the end is a debt; before, it is only kept. */
export function KeptLight(props: {
  readonly folder: Folder;
  readonly language: Language;
}): VNode | null {
  const { folder, language } = props;
  if (folder.kept === 0) return null;
  const words = wordsIn(language);
  return (
    <Light
      state={folder.endedAt === null ? "hold" : "late"}
      words={filled(words[folder.endedAt === null ? "kept.now" : "kept.owed"], {
        count: folder.kept,
      })}
    />
  );
}

export function ResultLight(props: {
  readonly folder: Folder;
  readonly language: Language;
}): VNode | null {
  const { folder, language } = props;
  if (folder.resultState === null) return null;
  return (
    <Light
      state={folder.resultState === "waiting" ? "near" : "done"}
      words={wordsIn(language)[`result.${folder.resultState}`]}
    />
  );
}

/** Where the paper is, for the page of the dossier; the composition root puts it there. */
export function PaperPanel(props: {
  readonly publicId: string;
  readonly folder: Folder | undefined;
  readonly language: Language;
}): VNode {
  const { publicId, folder, language } = props;
  const words = wordsIn(language);
  return (
    <Panel title={words["panel.title"]} id="ho-so-giay">
      {folder === undefined ? (
        <p>{words["panel.none"]}</p>
      ) : (
        <NarrowFacts folder={folder} language={language} />
      )}
      <p>
        <LinkTo href={paths.folder(publicId)}>{words["panel.open"]}</LinkTo>
      </p>
    </Panel>
  );
}

/** The same in a narrow column: a line each. */
function NarrowFacts(props: { readonly folder: Folder; readonly language: Language }): VNode {
  const { folder, language } = props;
  const words = wordsIn(language);
  const lines = [
    [words["fact.keeper"], folder.keeperName],
    [words["fact.shelf"], folder.shelf],
    [words["fact.result-shelf"], folder.resultShelf],
  ] as const;
  return (
    <>
      <p>
        <PlaceLight folder={folder} language={language} />
      </p>
      {lines.map(([label, value]) =>
        value === null ? null : (
          <p key={label}>
            {label}: {value}
          </p>
        ),
      )}
      {folder.kept === 0 ? null : (
        <p>
          <KeptLight folder={folder} language={language} />
        </p>
      )}
      {folder.resultState === null ? null : (
        <p>
          <ResultLight folder={folder} language={language} />
        </p>
      )}
    </>
  );
}

export function FolderFacts(props: {
  readonly folder: Folder;
  readonly language: Language;
}): VNode {
  const { folder, language } = props;
  const words = wordsIn(language);
  return (
    <KeyValues
      rows={[
        { label: words["fact.place"], value: <PlaceLight folder={folder} language={language} /> },
        ...(folder.keeperName === null
          ? []
          : [{ label: words["fact.keeper"], value: folder.keeperName }]),
        { label: words["fact.since"], value: <When at={folder.since} /> },
        ...(folder.shelf === null ? [] : [{ label: words["fact.shelf"], value: folder.shelf }]),
        ...(folder.kept === 0
          ? []
          : [
              {
                label: words["fact.kept"],
                value: <KeptLight folder={folder} language={language} />,
              },
            ]),
        ...(folder.resultState === null
          ? []
          : [
              {
                label: words["fact.result"],
                value: <ResultLight folder={folder} language={language} />,
              },
            ]),
        ...(folder.resultShelf === null
          ? []
          : [{ label: words["fact.result-shelf"], value: folder.resultShelf }]),
      ]}
    />
  );
}
