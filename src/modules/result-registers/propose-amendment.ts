import { isDeepStrictEqual } from "node:util";
import type { Answers } from "#app-kit";
import { validateAll, visibleAnswers } from "#engines/forms";
import { actorRef } from "#kernel/actor";
import { dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import type { Caller } from "#modules/dossiers";
import { notify } from "#modules/notifications";
import { holdersOf } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import { type Amendment, type AmendmentKind, mayPropose, type ResultRefusal } from "./amendment.ts";
import { loadResult, tellAmendment } from "./load-result.ts";
import { paths } from "./paths.ts";
import type { Registers } from "./registers.ts";
import { insertAmendment } from "./store.ts";

export interface Proposal {
  /** Of the record. */
  readonly publicId: string;
  /** Of the record, as it was on the screen. */
  readonly version: number;
  readonly kind: AmendmentKind;
  readonly reason: string;
  /** A correction's: the whole record as it should read. */
  readonly content?: Answers | undefined;
}

/** A specialist or the clerk proposes with a reason; nothing of the result changes, and the leaders are told. */
export async function proposeAmendment(
  tx: Tx,
  now: Date,
  registers: Registers,
  caller: Caller,
  proposal: Proposal,
): Promise<Result<Amendment, ResultRefusal>> {
  const found = await loadResult(tx, registers, caller, proposal.publicId, "result propose");
  if (!found.ok) return found;
  const { record, register } = found.value;
  const may = mayPropose(record.state);
  if (!may.ok) return may;
  if (record.version !== proposal.version) return refused("stale");
  const reason = proposal.reason.trim();
  if (reason === "") return refused("reason-missing");
  const { form, schema } = register.type;
  const content =
    proposal.kind === "correction" ? visibleAnswers(form, proposal.content ?? {}) : null;
  if (content !== null) {
    if (isDeepStrictEqual(content, record.content)) return refused("nothing-changed");
    if (validateAll(form, schema, content).length > 0) return refused("unfit");
  }
  const { actor } = tx;
  const amendment: Amendment = {
    tenantId: record.tenantId,
    id: uuidv7(now.getTime()),
    publicId: publicId(),
    recordId: record.id,
    appId: register.app.id,
    kind: proposal.kind,
    state: "proposed",
    content,
    reason,
    proposedAt: now,
    proposedBy: actorRef(actor),
    proposerName: "name" in actor ? actor.name : "",
    decision: "",
    decidedOn: null,
    decidedAt: null,
    deciderName: "",
    deciderTitle: "",
    note: "",
    number: null,
    paperPublicId: null,
    version: 1,
  };
  if (!(await insertAmendment(tx, amendment))) return refused("already-open");
  await tellAmendment(tx, now, amendment, { name: "amendment-proposed", record });
  const agencyId = await custodianOf(tx, record.tenantId, dayIn(now));
  const leaders = agencyId === undefined ? [] : await holdersOf(tx, agencyId, "leader", now);
  for (const { officialId, positionId } of leaders)
    await notify(tx, now, {
      officialId,
      positionId,
      template: "result-act-proposed",
      language: "vi",
      params: { code: record.number, title: record.title, author: amendment.proposerName },
      subjectKind: "result-amendment",
      subjectId: amendment.id,
      href: paths.result(record.publicId),
    });
  return ok(amendment);
}
