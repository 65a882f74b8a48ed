import { Readable } from "node:stream";
import { signerOf } from "#modules/dossiers";
import type { StoredFile } from "#platform/files";
import type { Exchange, Reply, Route } from "#platform/http";
import { bringsPaper } from "../amendment.ts";
import { fileOfPaper } from "../find-result.ts";
import { loadResult, openOf } from "../load-result.ts";
import { RESULT_PERMISSIONS } from "../policy.ts";
import { amendedPrint } from "../print-amendment.ts";
import { amendmentsOf, paperByPublicId } from "../store.ts";
import { noteLook, officialOf, type ResultPageDeps } from "./deps.ts";
import { onResult } from "./result.tsx";

/** The signed papers of a result, and what a leader is about to sign. */
export function paperRoutes(deps: ResultPageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/ket-qua/:id/tep/:file",
      access: "official",
      roles: RESULT_PERMISSIONS["result see"],
      handle: (exchange) => signedPaper(deps, exchange),
    },
    {
      method: "GET",
      path: "/can-bo/ket-qua/:id/ban-in.pdf",
      access: "official",
      roles: RESULT_PERMISSIONS["result decide"],
      handle: (exchange) => preview(deps, exchange),
    },
  ];
}

/** Sends a stored paper as what it is, shown in the browser. */
export async function fileReply(
  deps: Pick<ResultPageDeps, "store">,
  file: StoredFile,
): Promise<Reply> {
  return {
    kind: "file",
    stream: await deps.store.open(file.tenantId, file.sha256),
    type: file.type,
    name: file.name,
    inline: true,
    sizeBytes: file.sizeBytes,
  };
}

async function signedPaper(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const found = await onResult(exchange, async (tx, caller, publicId) => {
    const loaded = await loadResult(tx, deps.registers, caller, publicId, "result see");
    if (!loaded.ok) return loaded;
    const { record } = loaded.value;
    const paper = await paperByPublicId(tx, exchange.params["file"] ?? "");
    if (paper === undefined || paper.recordId !== record.id) return { ok: false, error: "missing" };
    const file = await fileOfPaper(tx, paper, record.originId);
    if (file === undefined) return { ok: false, error: "missing" };
    const one = { id: paper.id, name: paper.number };
    await noteLook(tx, exchange, record, { thing: "paper", one });
    return { ok: true, value: file };
  });
  return found.ok ? fileReply(deps, found.value) : { kind: "missing" };
}

async function preview(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const { now } = exchange;
  const found = await onResult(exchange, async (tx, caller, publicId) => {
    const loaded = await loadResult(tx, deps.registers, caller, publicId, "result decide");
    if (!loaded.ok) return loaded;
    const { record } = loaded.value;
    const amendment = openOf(await amendmentsOf(tx, record));
    if (amendment === undefined || !bringsPaper(amendment.kind))
      return { ok: false, error: "missing" };
    await noteLook(tx, exchange, record, { thing: "print" });
    const signer = signerOf(officialOf(exchange));
    return { ok: true, value: await amendedPrint(tx, deps, now, { record, amendment, signer }) };
  });
  if (!found.ok) return { kind: "missing" };
  const pdf = await deps.printer.print("result", found.value, now);
  return {
    kind: "file",
    stream: Readable.from([Buffer.from(pdf)]),
    type: "application/pdf",
    name: "ban-xem-truoc.pdf",
    inline: true,
    sizeBytes: pdf.length,
  };
}
