import { recordContent } from "#app-kit";
import { enterRecords } from "#engines/records";
import { actorRef } from "#kernel/actor";
import { dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { type Dossier, findingsOf } from "#modules/dossiers";
import type { Tx } from "#platform/database";
import { personsIn, type Registers } from "./registers.ts";
import { insertPapers } from "./store.ts";

/** A released result enters the register of its procedure, with its paper, in the transaction of the release. */
export async function recordResult(
  tx: Tx,
  now: Date,
  registers: Registers,
  dossier: Dossier,
): Promise<void> {
  const register = registers.of(dossier.appId, dossier.edition);
  const { resultNumber: number } = dossier;
  if (number === null) throw new Error(`${dossier.code} was released unnumbered`);
  const findings = await findingsOf(tx, dossier.tenantId, dossier.id);
  const content = recordContent(register.edition, dossier.answers, findings);
  const { actor } = tx;
  const by = { ref: actorRef(actor), name: "name" in actor ? actor.name : "" };
  const id = uuidv7(now.getTime());
  const issuedOn = dayIn(now);
  await enterRecords(tx, register.type, { originKind: "dossier", act: "issued", ...by }, [
    {
      id,
      originId: dossier.id,
      number,
      issuedOn,
      content,
      persons: personsIn(register, content),
      recordedAt: now,
    },
  ]);
  await insertPapers(tx, dossier.tenantId, [
    {
      publicId: dossier.publicId,
      recordId: id,
      recordVersion: 1,
      kind: "original",
      number,
      issuedOn,
      issuedAt: now,
      amendmentId: null,
    },
  ]);
}
