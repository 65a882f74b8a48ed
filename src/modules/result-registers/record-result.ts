import { recordContent } from "#app-kit";
import { enterRecords } from "#engines/records";
import { actorRef } from "#kernel/actor";
import { dayIn } from "#kernel/calendar-day";
import { type Dossier, findingsOf } from "#modules/dossiers";
import type { Tx } from "#platform/database";
import { personsIn, type Registers } from "./registers.ts";

/** A released result enters the register of its procedure, in the transaction of the release. */
export async function recordResult(
  tx: Tx,
  now: Date,
  registers: Registers,
  dossier: Dossier,
): Promise<void> {
  const register = registers.of(dossier.appId, dossier.edition);
  if (dossier.resultNumber === null) throw new Error(`${dossier.code} was released unnumbered`);
  const findings = await findingsOf(tx, dossier.tenantId, dossier.id);
  const content = recordContent(register.edition, dossier.answers, findings);
  const { actor } = tx;
  const by = { ref: actorRef(actor), name: "name" in actor ? actor.name : "" };
  await enterRecords(tx, register.type, { originKind: "dossier", act: "issued", ...by }, [
    {
      originId: dossier.id,
      number: dossier.resultNumber,
      issuedOn: dayIn(now),
      content,
      persons: personsIn(register, content),
      recordedAt: now,
    },
  ]);
}
