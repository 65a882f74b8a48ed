import {
  completeResult,
  type Dossier,
  numberResult,
  orderSignature,
  releaseResult,
} from "#modules/dossiers";
import type { Caller } from "./city.ts";
import { type OneStopCity, PDF_HASH, value } from "./dossiers.ts";

const PREPARED = Buffer.from("%PDF đã soạn");
const KEPT = {
  sha256: PDF_HASH,
  sizeBytes: 9,
  type: "application/pdf",
  name: "kq.pdf",
  pages: 1,
  scan: "not-scanned",
} as const;

/** A dossier of the bakery that was signed and released: its result is out. */
export async function releasedDossier(city: OneStopCity, now: Date): Promise<Dossier> {
  const act = ({ publicId, version }: Dossier) => ({ publicId, version });
  const { hungTheLeader: hung, maiTheClerk: mai, deps } = city;
  const as = <T>(caller: Caller, work: Parameters<typeof city.as<T>>[1]) => city.as(caller, work);
  const ready = await city.dossierAt("sign", now);
  const numbered = value(await as(hung, (tx) => numberResult(tx, now, deps, hung, act(ready))));
  const ordered = value(
    await as(hung, (tx) =>
      orderSignature(tx, now, deps, hung, { ...act(numbered), preparedPdf: PREPARED }),
    ),
  );
  const signed = value(
    await as(hung, async (tx) => {
      const pending = await tx.row<{ id: string }>(
        `SELECT id FROM signing.pending_signature WHERE subject_id = $1 AND state = 'pending'`,
        [ordered.id],
      );
      return completeResult(tx, now, deps, {
        tenantId: ordered.tenantId,
        dossierId: ordered.id,
        pendingId: pending?.id ?? "",
        signedPdf: Buffer.concat([PREPARED, Buffer.from("chữ ký")]),
        kept: KEPT,
        mandateHolds: true,
      });
    }),
  );
  const late = { code: "few-officials", words: "" };
  return value(await as(mai, (tx) => releaseResult(tx, now, deps, mai, { ...act(signed), late })));
}
