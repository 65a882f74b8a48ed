import { readFile } from "node:fs/promises";
import type { VNode } from "preact";
import type { App, Edition } from "#app-kit";
import { FEE } from "#engines/rules";
import { definitionHash, importModel } from "#engines/workflow";
import { formatDay } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { FileInput, type PageError, Radios } from "#ui";
import { type PartPage, type PartView, type Saved, type Sent, errorAt, typedOr } from "./part.tsx";

const KEPT = "giu";
/** A process with its drawing is far smaller; what is beyond is another file. */
const LARGEST_BYTES = 400_000;
/** So many elements that do not run are named; the author mends them and uploads again. */
const MOST_NAMED = 12;

/** The process: as it is, one that the city publishes already, or a diagram from any modeller. */
export const processPart: PartPage = {
  part: "process",
  slug: "quy-trinh",
  hasUploads: true,
  title: ({ words }) => words["part.process"],
  read: async (sent) => {
    const [file] = sent.uploads.get("tep") ?? [];
    if (file !== undefined && file.sizeBytes > 0) {
      if (file.truncated || file.sizeBytes > LARGEST_BYTES)
        return refused([{ fieldId: "tep", text: sent.words["process.wrong.size"] }]);
      const xml = await readFile(file.path, "utf8");
      const errors = await refusedIn(xml, sent);
      if (errors.length > 0) return refused(errors);
      return withProcess(sent, xml, { fieldId: "tep", note: file.name });
    }
    const chosen = sent.form.get("so-do");
    if (chosen === KEPT || chosen === null) return ok({ edition: sent.edition });
    const known = knownProcesses(sent.apps).find((one) => one.hash === chosen);
    return known === undefined
      ? refused([{ fieldId: "so-do", text: sent.words["process.wrong.choice"] }])
      : withProcess(sent, known.xml, { fieldId: "so-do", note: "" });
  },
  view: (view) => <ProcessFields {...view} />,
};

/** A process that decides by tables decides by the same tables wherever it is used: what runs is known by its text alone. */
function withProcess(
  { edition, apps, words }: Sent,
  process: string,
  { fieldId, note }: { readonly fieldId: string; readonly note: string },
): Result<Saved, readonly PageError[]> {
  const hash = definitionHash(process);
  const others = apps
    .flatMap((app) => app.editions)
    .filter((one) => definitionHash(one.process) === hash);
  const tables = ({ rules = {} }: Edition): string =>
    JSON.stringify(Object.entries(rules).filter(([name]) => name !== FEE));
  return others.some((one) => tables(one) !== tables(edition))
    ? refused([{ fieldId, text: words["process.wrong.tables"] }])
    : ok({ edition: { ...edition, process }, note });
}

/** What of a model does not run, each by its name as the drawing shows it. */
async function refusedIn(xml: string, { words }: Sent): Promise<readonly PageError[]> {
  const model = await importModel(xml);
  if (model.isRunnable) return [];
  const named = [
    ...model.elements.flatMap(({ name, id, reasons }) =>
      reasons.map((reason) => `${name === "" ? id : `${name} (${id})`}: ${reason}`),
    ),
    ...model.problems.map(({ name, id, reason }) => `${name === "" ? id : name}: ${reason}`),
  ];
  return named
    .slice(0, MOST_NAMED)
    .map((text) => ({ fieldId: "tep", text: `${words["process.refused"]}: ${text}` }));
}

interface KnownProcess {
  readonly hash: string;
  readonly xml: string;
  readonly app: App;
  readonly edition: Edition;
}

/** Every process of the city's editions, once each, with the newest edition that uses it. */
function knownProcesses(apps: readonly App[]): readonly KnownProcess[] {
  const found = new Map<string, KnownProcess>();
  for (const app of apps)
    for (const edition of app.editions) {
      const hash = definitionHash(edition.process);
      found.set(hash, { hash, xml: edition.process, app, edition });
    }
  return [...found.values()];
}

function ProcessFields({ edition, apps, typed, errors, words, language }: PartView): VNode {
  const own = definitionHash(edition.process);
  const others = knownProcesses(apps).filter((one) => one.hash !== own);
  return (
    <>
      <p class="lead">{words["process.lead"]}</p>
      <Radios
        id="so-do"
        label={words["process.choose"]}
        error={errorAt(errors, "so-do")}
        value={typedOr(typed, "so-do", KEPT)}
        options={[
          { value: KEPT, label: words["process.keep"] },
          ...others.map(({ hash, app, edition: of }) => ({
            value: hash,
            label: `${app.title[language]} (${formatDay(of.inForceFrom)})`,
          })),
        ]}
      />
      <FileInput
        id="tep"
        label={words["process.upload"]}
        hint={words["process.upload-hint"]}
        accept=".bpmn,.xml"
        error={errorAt(errors, "tep")}
      />
    </>
  );
}
