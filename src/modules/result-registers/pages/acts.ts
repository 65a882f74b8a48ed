import { typedDay } from "#kernel/calendar-day";
import type { Result } from "#kernel/result";
import { signerOf } from "#modules/dossiers";
import { identityPaths, STEP_UP_MS } from "#modules/identity";
import type { Exchange, Reply, Route } from "#platform/http";
import type { Amendment, ResultRefusal } from "../amendment.ts";
import {
  type Decision,
  declineAmendment,
  numberAmendment,
  orderAmendment,
  revokeResult,
} from "../decide-amendment.ts";
import { loadOpen, openOf } from "../load-result.ts";
import { paths } from "../paths.ts";
import { RESULT_PERMISSIONS } from "../policy.ts";
import { amendedPrint } from "../print-amendment.ts";
import { proposeAmendment } from "../propose-amendment.ts";
import { amendmentsOf } from "../store.ts";
import { recordByPublicId } from "#engines/records";
import { officialOf, type ResultPageDeps, typedText } from "./deps.ts";
import { answered, onResult } from "./result.tsx";

/** Proposing, deciding and declining, a noun each. */
export function actRoutes(deps: ResultPageDeps): readonly Route[] {
  const decides = {
    method: "POST",
    access: "official",
    roles: RESULT_PERMISSIONS["result decide"],
  } as const;
  return [
    {
      method: "POST",
      path: "/can-bo/ket-qua/:id/de-nghi",
      access: "official",
      roles: RESULT_PERMISSIONS["result propose"],
      handle: (exchange) => propose(deps, exchange),
    },
    {
      ...decides,
      path: "/can-bo/ket-qua/:id/quyet-dinh",
      handle: (exchange) => decide(deps, exchange),
    },
    {
      ...decides,
      path: "/can-bo/ket-qua/:id/khong-dong-y",
      handle: async (exchange) => {
        const done = await onResult(exchange, (tx, caller, publicId) =>
          declineAmendment(tx, exchange.now, deps.registers, caller, {
            publicId,
            version: versionIn(exchange),
            note: typedText(exchange, "ghi-chu"),
            signer: signerOf(officialOf(exchange)),
          }),
        );
        return answered(deps, exchange, done, "declined");
      },
    },
  ];
}

export function versionIn({ form }: Exchange): number {
  return Number(form.get("version"));
}

async function propose(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const kind = (["reissue", "copy", "revocation"] as const).find(
    (one) => one === exchange.form.get("loai"),
  );
  const done = await onResult(exchange, async (tx, caller, publicId) =>
    kind === undefined
      ? { ok: false, error: "wrong-state" }
      : proposeAmendment(tx, exchange.now, deps.registers, caller, {
          publicId,
          version: versionIn(exchange),
          kind,
          reason: typedText(exchange, "ly-do"),
        }),
  );
  return answered(deps, exchange, done, "proposed");
}

/**
 * A fresh proof of identity first. A revocation is one act; a paper is numbered, printed and ordered in three, and nothing
 * is printed or signed inside a transaction.
 */
async function decide(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const session = officialOf(exchange);
  const { now } = exchange;
  const id = exchange.params["id"] ?? "";
  const isFresh =
    session.steppedUpAt !== undefined && now.getTime() - session.steppedUpAt.getTime() < STEP_UP_MS;
  if (!isFresh) return { kind: "redirect", to: identityPaths.stepUp(paths.result(id)) };
  const signer = signerOf(session);
  const decision: Decision = {
    publicId: id,
    version: versionIn(exchange),
    decision: typedText(exchange, "so-quyet-dinh", 100),
    decidedOn: typedDay(exchange.form.get("ngay-quyet-dinh") ?? ""),
    signer,
  };
  const numbered = await onResult(exchange, async (tx, caller): Promise<Decided> => {
    const found = await loadOpen(tx, deps.registers, caller, decision, ["proposed", "numbered"]);
    if (!found.ok) return found;
    return found.value.amendment.kind === "revocation"
      ? revokeResult(tx, now, deps.registers, caller, decision)
      : numberAmendment(tx, now, deps.registers, caller, decision);
  });
  if (!numbered.ok || numbered.value.kind === "revocation")
    return answered(deps, exchange, numbered, "decided");
  const data = await onResult(exchange, async (tx) => {
    const record = await recordByPublicId(tx, id);
    if (record === undefined) return { ok: false, error: "missing" };
    const amendment = openOf(await amendmentsOf(tx, record));
    if (amendment === undefined) return { ok: false, error: "wrong-state" };
    return { ok: true, value: await amendedPrint(tx, deps, now, { record, amendment, signer }) };
  });
  if (!data.ok) return answered(deps, exchange, data, "decided");
  const preparedPdf = await deps.printer.print("result", data.value, now);
  const { version } = numbered.value;
  const ordered = await onResult(exchange, (tx, caller) =>
    orderAmendment(tx, now, deps.registers, caller, { publicId: id, version, preparedPdf }),
  );
  if (ordered.ok) deps.onOrdered();
  return answered(deps, exchange, ordered, "decided");
}

type Decided = Result<Amendment, ResultRefusal>;
