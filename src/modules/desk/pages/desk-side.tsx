import type { VNode } from "preact";
import { ok, refused } from "#kernel/result";
import { type DraftSide, draftByPublicId, editionOf, type OpenedDraft } from "#modules/dossiers";
import { isPaperRefusal, slipError, SlipFields, slipIn } from "#modules/paper-handling";
import { type Exchange, officialSession, type Reply } from "#platform/http";
import { type Language, StaffPage, Tag } from "#ui";
import { type Entry, isForOther } from "../entry.ts";
import { paths } from "../paths.ts";
import { mayEnter } from "../policy.ts";
import { submitEntry } from "../submit-entry.ts";
import { wordsIn } from "../words.ts";
import { type DeskDeps, only, ownEntry, whereItLies } from "./deps.ts";

/** The desk's side of a draft: the applicant's own pages, filled in by an official for whoever stands there. */
export function deskSide(deps: DeskDeps): DraftSide {
  return {
    only,
    paths: paths.drafts,
    open: (exchange) => open(deps, exchange),
    keep: whereItLies,
    act: whereItLies,
    submit: async (exchange, { draft }) => {
      const entry = await ownEntry(exchange);
      if (entry === undefined) return { ok: false, error: "missing" };
      const { form, language, now } = exchange;
      const typed = mayBeOnSlip(entry) ? slipIn(form, language) : ok(undefined);
      if (!typed.ok) return typed;
      const { actor, roles } = officialSession(exchange);
      const caller = { actor, roles, tenantIds: [entry.tenantId] };
      const paper = typed.value === undefined ? undefined : { ...typed.value, caller };
      const done = await whereItLies(exchange, entry, (tx) =>
        submitEntry(tx, now, deps.dossiers, entry, paper),
      );
      if (done.ok) return ok(`${paths.entry(draft.publicId)}?moi`);
      const { error } = done;
      return isPaperRefusal(error) ? refused(slipError(error, language)) : refused(error);
    },
    asks: async (exchange, _, error) => {
      const entry = await ownEntry(exchange);
      return entry !== undefined && mayBeOnSlip(entry) ? (
        <SlipFields exchange={exchange} error={error} />
      ) : null;
    },
    Frame: ({ exchange, title, children }) => (
      <StaffPage {...deps.frame(exchange)} title={title} current={paths.entries()}>
        {children}
      </StaffPage>
    ),
    says: (language) => {
      const words = wordsIn(language);
      return {
        later: words["side.later"],
        review: words["side.review"],
        declare: words["side.declare"],
        submit: words["side.submit"],
      };
    },
  };
}

/** A slip is of the office's own register: what came by post or goes to another agency is on none. */
function mayBeOnSlip(entry: Entry): boolean {
  return entry.channel === "desk" && !isForOther(entry);
}

async function open(deps: DeskDeps, exchange: Exchange): Promise<OpenedDraft | Reply> {
  const entry = await ownEntry(exchange);
  if (entry === undefined || !mayEnter(officialSession(exchange), "entry begin", entry.appId))
    return { kind: "missing" };
  const draft = await whereItLies(exchange, entry, (tx) => draftByPublicId(tx, entry.publicId));
  if (draft === undefined) return { kind: "missing" };
  if (draft.submittedAs !== null) return { kind: "redirect", to: paths.entry(entry.publicId) };
  return {
    draft,
    edition: editionOf(deps.dossiers, draft.appId, draft.edition),
    about: <About entry={entry} language={exchange.language} />,
  };
}

/** For whom it is entered, how it came, and to whom it goes where that is another agency. */
export function About({ entry, language }: { entry: Entry; language: Language }): VNode {
  const words = wordsIn(language);
  return (
    <p class="filed-by">
      <Tag kind="info">{words[`way.${entry.channel}`]}</Tag> {words["side.for"]}{" "}
      <strong>{entry.applicantName}</strong>
      {isForOther(entry) ? (
        <>
          {" "}
          · {words["side.to"]} <strong>{entry.agencyName}</strong>
        </>
      ) : null}
    </p>
  );
}
