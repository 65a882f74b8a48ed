import { visibleSteps } from "#engines/forms";
import type { Result } from "#kernel/result";
import type { Exchange, Reply, Route } from "#platform/http";
import { paths } from "../paths.ts";
import {
  agreeToSearch,
  fillFromRecord,
  type RecordDeps,
  takeRecordsBack,
} from "../use-known-record.ts";
import type { DraftSide, OpenedDraft } from "./draft-side.tsx";
import { applicantOf, isOwn, type PageDeps } from "./page-deps.ts";

type Perform = (
  exchange: Exchange,
  opened: OpenedDraft,
  deps: RecordDeps,
) => Promise<Result<unknown, unknown>>;

/** What an applicant says about the registers of the city, for one draft: search, fill in from this one, no more. */
export function knownRecordRoutes(deps: PageDeps, side: DraftSide): readonly Route[] {
  const act = (name: Parameters<typeof paths.draftRecords>[1], perform: Perform): Route => ({
    method: "POST",
    path: paths.draftRecords(":id", name),
    access: "applicant",
    handle: (exchange) => performed(deps, side, exchange, perform),
  });
  return [
    act("dong-y", (exchange, { draft }, known) =>
      agreeToSearch(exchange.db, exchange.now, known, applicantOf(exchange), draft),
    ),
    act("dien", (exchange, { draft }, known) =>
      fillFromRecord(exchange.db, exchange.now, known, applicantOf(exchange), {
        draftId: draft.publicId,
        recordId: exchange.form.get("record") ?? "",
      }),
    ),
    act("rut", (exchange, { draft }) =>
      takeRecordsBack(exchange.db, exchange.now, applicantOf(exchange), draft),
    ),
  ];
}

/** A consent that is gone, or a result that was revoked meanwhile, leads back to the panel, which says how things stand. */
async function performed(
  { dossiers, records }: PageDeps,
  side: DraftSide,
  exchange: Exchange,
  perform: Perform,
): Promise<Reply> {
  const opened = await side.open(exchange);
  if ("kind" in opened) return opened;
  if (records === undefined || !(await isOwn(exchange))) return { kind: "missing" };
  const { draft, edition } = opened;
  const [first] = visibleSteps(edition.form, draft.answers);
  if (first === undefined) return { kind: "missing" };
  const done = await perform(exchange, opened, { dossiers, records });
  return done.ok || done.error !== "missing"
    ? { kind: "redirect", to: `${side.paths.step(draft.publicId, first.id)}#thong-tin-da-co` }
    : { kind: "missing" };
}
