import type { VNode } from "preact";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  DataTable,
  EmptyState,
  Field,
  FilterBar,
  type Language,
  LinkTo,
  Pager,
  renderPage,
  Select,
  StaffPage,
  When,
} from "#ui";
import { type Folder, PLACES } from "../folder.ts";
import { folderRows, owingFolders } from "../folder-store.ts";
import { paths } from "../paths.ts";
import { PAPER_PERMISSIONS } from "../policy.ts";
import { type Words, wordsIn } from "../words.ts";
import { type PaperPageDeps, readPlace, writePlace } from "./deps.ts";
import { filterIn } from "./folder-filter.ts";
import { KeptLight, PlaceLight } from "./folder-parts.tsx";
import { Tabs } from "./tabs.tsx";

const PAGE = 25;

/** `/can-bo/ho-so-giay`: where the paper of any dossier is; and whose originals are still kept after the end. */
export function folderRoutes(deps: PaperPageDeps): readonly Route[] {
  const see = {
    method: "GET",
    access: "official",
    roles: PAPER_PERMISSIONS["paper see"],
  } as const;
  return [
    { ...see, path: paths.folders(), handle: (exchange) => list(deps, exchange) },
    { ...see, path: paths.owing(), handle: (exchange) => owing(deps, exchange) },
  ];
}

async function list(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const { tenantIds, roles } = officialSession(exchange);
  const filter = filterIn(query);
  const found = await asOfficial(exchange, (tx) =>
    folderRows(tx, tenantIds, { ...filter, limit: PAGE + 1 }),
  );
  const folders = found.slice(0, PAGE);
  const last = folders.at(-1);
  const hasMore = found.length > PAGE && last !== undefined;
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["folders.title"]} current={paths.folders()}>
      <h1>{words["folders.title"]}</h1>
      <Tabs words={words} roles={roles} current={paths.folders()} />
      <FilterBar action={paths.folders()} language={language}>
        <Field
          id="tim"
          label={words["folders.search"]}
          hint={words["folders.search-hint"]}
          value={query.get("tim") ?? ""}
        />
        <Select
          id="o-dau"
          label={words["folders.place"]}
          blank={words["folders.anywhere"]}
          value={filter.place ?? ""}
          options={PLACES.map((one) => ({ value: one, label: words[`places.${one}`] }))}
        />
      </FilterBar>
      {folders.length === 0 ? (
        <EmptyState title={words["folders.empty"]} text={words["folders.empty-text"]} />
      ) : (
        <>
          <p>
            <LinkTo href={`${paths.labels()}?${query.toString()}`}>
              {words["folders.labels"]}
            </LinkTo>
          </p>
          <FolderTable {...{ folders, words, language }} caption={words["folders.caption"]} />
        </>
      )}
      <Pager
        next={hasMore ? pageOf(query, writePlace(last.since, last.id)) : undefined}
        first={query.has("sau") ? pageOf(query, undefined) : undefined}
        language={language}
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function pageOf(query: URLSearchParams, place: string | undefined): string {
  const next = new URLSearchParams(query);
  next.delete("sau");
  if (place !== undefined) next.set("sau", place);
  return `${paths.folders()}?${next.toString()}`;
}

async function owing(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const { tenantIds, roles } = officialSession(exchange);
  const after = readPlace(query.get("sau"));
  const found = await asOfficial(exchange, (tx) =>
    owingFolders(tx, tenantIds, {
      limit: PAGE + 1,
      ...(after === undefined ? {} : { after }),
    }),
  );
  const folders = found.slice(0, PAGE);
  const last = folders.at(-1);
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["owing.title"]} current={paths.folders()}>
      <h1>{words["owing.title"]}</h1>
      <Tabs words={words} roles={roles} current={paths.owing()} />
      <p class="lead">{words["owing.lead"]}</p>
      {folders.length === 0 ? (
        <EmptyState icon="success" title={words["owing.empty"]} text={words["owing.empty-text"]} />
      ) : (
        <FolderTable {...{ folders, words, language }} caption={words["owing.caption"]} />
      )}
      <Pager
        next={
          found.length > PAGE && last?.endedAt != null
            ? `${paths.owing()}?sau=${writePlace(last.endedAt, last.id)}`
            : undefined
        }
        first={query.has("sau") ? paths.owing() : undefined}
        language={language}
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function FolderTable(props: {
  readonly folders: readonly Folder[];
  readonly words: Words;
  readonly language: Language;
  readonly caption: string;
}): VNode {
  const { folders, words, language, caption } = props;
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: "code", label: words["print.code"] },
        { key: "applicant", label: words["print.applicant"] },
        { key: "place", label: words["fact.place"] },
        { key: "shelf", label: words["fact.shelf"] },
        { key: "kept", label: words["fact.kept"] },
        { key: "since", label: words["fact.since"] },
      ]}
      rows={folders.map((folder) => ({
        id: folder.id,
        code: <LinkTo href={paths.folder(folder.publicId)}>{folder.code}</LinkTo>,
        applicant: folder.applicantName,
        place: (
          <>
            <PlaceLight folder={folder} language={language} />
            {folder.keeperName === null ? null : ` ${folder.keeperName}`}
          </>
        ),
        shelf: folder.shelf ?? folder.resultShelf ?? "",
        kept: <KeptLight folder={folder} language={language} />,
        since: <When at={folder.since} />,
      }))}
    />
  );
}
