import { recordById, versionsOf } from "#engines/records";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import type { Text } from "#app-kit";
import { type Dossier, dossierById, dossierByPublicId } from "#modules/dossiers";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import { filesOf } from "#platform/files";
import { type ResultPaper, type Standing, standingOf } from "./amendment.ts";
import { fileOfPaper, revocationIn } from "./find-result.ts";
import type { Registers } from "./registers.ts";
import { paperByPublicId, papersOf } from "./store.ts";

/** What anyone who holds a paper may know of it; no name but what stands on it, and that only while it counts. */
export interface IssuedPaper {
  readonly kind: "issued";
  readonly title: Text;
  readonly number: string;
  readonly paper: ResultPaper["kind"];
  /** The number of the paper that this one stands for or copies. */
  readonly of: string | undefined;
  readonly issuedOn: CalendarDay;
  readonly agency: Text;
  readonly standing: Standing;
  readonly name: string | undefined;
  readonly sha256: string | undefined;
}

export type Verified = IssuedPaper | { readonly kind: "pending" | "refused" };

/** Finds a paper by the code printed on it. Door `public-verify`. */
export async function verifyPaper(
  tx: Tx,
  now: Date,
  registers: Registers,
  publicId: string,
): Promise<Verified | undefined> {
  const paper = await paperByPublicId(tx, publicId);
  if (paper === undefined) return withoutRecord(tx, now, registers, publicId);
  const record = await recordById(tx, paper.tenantId, paper.recordId);
  const origin =
    record === undefined ? undefined : await dossierById(tx, record.tenantId, record.originId);
  if (record === undefined || origin === undefined) return undefined;
  const papers = await papersOf(tx, record);
  const standing = standingOf(paper, papers, revocationIn(await versionsOf(tx, record)));
  const before = papers.findLast(
    (one) => one.recordVersion < paper.recordVersion && one.kind !== "copy",
  );
  const file = await fileOfPaper(tx, paper, record.originId);
  return {
    kind: "issued",
    title: registers.of(origin.appId, origin.edition).edition.result.title,
    number: paper.number,
    paper: paper.kind,
    of: paper.kind === "original" ? undefined : before?.number,
    issuedOn: paper.issuedOn,
    agency: await agencyOf(tx, now, origin),
    standing,
    name: standing.kind === "valid" ? record.title : undefined,
    sha256: file?.sha256,
  };
}

/** A dossier that has no result yet, or one whose result is older than the registers. */
async function withoutRecord(
  tx: Tx,
  now: Date,
  registers: Registers,
  publicId: string,
): Promise<Verified | undefined> {
  const dossier = await dossierByPublicId(tx, publicId);
  if (dossier === undefined) return undefined;
  const { state, releasedAt, resultNumber } = dossier;
  if (state !== "done" || releasedAt === null)
    return { kind: state === "refused" ? "refused" : "pending" };
  const files = await filesOf(tx, "dossier", dossier.id);
  return {
    kind: "issued",
    title: registers.of(dossier.appId, dossier.edition).edition.result.title,
    number: resultNumber ?? "",
    paper: "original",
    of: undefined,
    issuedOn: dayIn(releasedAt),
    agency: await agencyOf(tx, now, dossier),
    standing: { kind: "valid" },
    name: dossier.title,
    sha256: files.findLast((one) => one.slot === "result")?.sha256,
  };
}

async function agencyOf(tx: Tx, now: Date, { tenantId }: Dossier): Promise<Text> {
  const on = dayIn(now);
  const id = await custodianOf(tx, tenantId, on);
  const agency = id === undefined ? undefined : await agencyById(tx, id, on);
  return { vi: agency?.name ?? "", en: agency?.nameEn ?? "" };
}
