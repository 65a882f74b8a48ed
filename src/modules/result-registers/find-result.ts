import { type RecordVersion, versionsOf } from "#engines/records";
import type { CalendarDay } from "#kernel/calendar-day";
import { type Dossier, dossierById } from "#modules/dossiers";
import type { Tx } from "#platform/database";
import { filesOf, type StoredFile } from "#platform/files";
import { type Amendment, type ResultPaper, type Standing, standingOf } from "./amendment.ts";
import type { LoadedResult } from "./load-result.ts";
import { amendmentsOf, papersOf } from "./store.ts";

export interface PaperStanding {
  readonly paper: ResultPaper;
  readonly standing: Standing;
}

/** A result with everything that happened to it. */
export interface SeenResult extends LoadedResult {
  readonly versions: readonly RecordVersion[];
  readonly papers: readonly PaperStanding[];
  readonly amendments: readonly Amendment[];
  readonly origin: Dossier | undefined;
}

export async function seenResult(tx: Tx, found: LoadedResult): Promise<SeenResult> {
  const { record } = found;
  const versions = await versionsOf(tx, record);
  const papers = await papersOf(tx, record);
  const revoked = revocationIn(versions);
  return {
    ...found,
    versions,
    papers: papers.map((paper) => ({ paper, standing: standingOf(paper, papers, revoked) })),
    amendments: await amendmentsOf(tx, record),
    origin: await dossierById(tx, record.tenantId, record.originId),
  };
}

/** Since when a record is revoked, and by which decision. */
export function revocationIn(
  versions: readonly RecordVersion[],
): { readonly on: CalendarDay; readonly by: string } | undefined {
  const last = versions.findLast((one) => one.state === "revoked");
  return last === undefined ? undefined : { on: last.validFrom, by: last.decision };
}

/** The signed file of a paper: the first one lies with its dossier. */
export async function fileOfPaper(
  tx: Tx,
  paper: ResultPaper,
  originId: string,
): Promise<StoredFile | undefined> {
  const files =
    paper.amendmentId === null
      ? await filesOf(tx, "dossier", originId)
      : await filesOf(tx, "result-paper", paper.amendmentId);
  return files.findLast((one) => one.slot === "result");
}
