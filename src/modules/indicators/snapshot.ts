import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import type { App } from "#app-kit";
import { canonicalJson } from "#kernel/canonical-json";
import { METRICS } from "#modules/dossiers";
import type { CityFacts } from "./find-figures.ts";
import { type Cell, type Figures, noFigures, type OpenCell, restricted, rowOf } from "./figures.ts";

/** What a closed month says of one agency and procedure. */
export interface SnapshotRow {
  readonly agencyId: string;
  /** Identifier of the agency (R20). */
  readonly organId: string;
  readonly agency: string;
  readonly procedureId: string;
  readonly procedureCode: string;
  readonly procedure: string;
  readonly figures: Figures;
  readonly open: number;
  /** Mean working minutes used, and given by the term, of the dossiers finished in the month; rounded. */
  readonly usedMinutes: number | null;
  readonly termMinutes: number | null;
}

export interface Snapshot {
  readonly format: typeof FORMAT;
  readonly month: string;
  readonly closedAt: string;
  readonly rows: readonly SnapshotRow[];
}

export const FORMAT = "hcm-egov month snapshot 1";

/** The facts of a month as they stand, a row for every agency and procedure that has any. */
export function snapshotOf(
  month: string,
  closedAt: Date,
  facts: CityFacts,
  apps: readonly App[],
): Snapshot {
  return { format: FORMAT, month, closedAt: closedAt.toISOString(), rows: rowsOf(facts, apps) };
}

export function rowsOf(facts: CityFacts, apps: readonly App[]): readonly SnapshotRow[] {
  const seen: readonly (Cell | OpenCell)[] = [
    ...facts.cells,
    ...facts.openBefore.filter((one) => one.dossiers !== 0),
  ];
  const keys = [...new Set(seen.map((one) => `${one.agencyId} ${one.appId}`))].toSorted();
  return keys.flatMap((key) => {
    const [agencyId = "", procedureId = ""] = key.split(" ");
    const agency = facts.agencies.find((one) => one.id === agencyId);
    const app = apps.find((one) => one.id === procedureId);
    const own = restricted(facts, (one) => one.agencyId === agencyId && one.appId === procedureId);
    const { figures, open, used } = rowOf(key, own);
    if (agency === undefined) return [];
    return [
      {
        agencyId,
        organId: agency.organId,
        agency: agency.name,
        procedureId,
        procedureCode: app?.procedureCode ?? procedureId,
        procedure: app?.title.vi ?? procedureId,
        figures,
        open,
        usedMinutes: used === undefined ? null : Math.round(used.minutes),
        termMinutes: used === undefined ? null : Math.round(used.termMinutes),
      },
    ];
  });
}

export function bodyOf(snapshot: Snapshot): { readonly body: string; readonly sha256: Buffer } {
  const body = canonicalJson(snapshot);
  return { body, sha256: createHash("sha256").update(body, "utf8").digest() };
}

/** What the Ed25519 signature of a month covers. */
export function signedText(month: string, sha256: Buffer): string {
  return `hcm-egov month snapshot\n${month}\n${sha256.toString("hex")}\n`;
}

export function signatureOf(
  month: string,
  sha256: Buffer,
  key: KeyObject,
): { readonly signature: Buffer; readonly publicKey: string } {
  return {
    signature: sign(null, Buffer.from(signedText(month, sha256)), key),
    publicKey: createPublicKey(key).export({ type: "spki", format: "pem" }).toString(),
  };
}

/** Reads a body that this module wrote. */
export function snapshotIn(body: string): Snapshot {
  const snapshot = JSON.parse(body) as Snapshot; // written by `snapshotOf` and guarded by its hash
  if (snapshot.format !== FORMAT) throw new Error(`unknown snapshot ${String(snapshot.format)}`);
  return snapshot;
}

/** What changed since a month was closed: its figures now, less those of the snapshot. Only what differs is named. */
export type Adjustment = Partial<Figures>;

export function adjustment(closed: Figures | undefined, now: Figures | undefined): Adjustment {
  const [before, after] = [closed ?? noFigures(), now ?? noFigures()];
  return Object.fromEntries(
    METRICS.filter((metric) => after[metric] !== before[metric]).map((metric) => [
      metric,
      after[metric] - before[metric],
    ]),
  );
}
