import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { lockedFolder } from "./folder-store.ts";
import { type HandOverItem, handOverText, type PaperHandOver } from "./hand-over.ts";
import { handOverByPublicId, type ItemAnswer, itemsOf, saveAnswers } from "./hand-over-store.ts";
import { allowed, type Caller, type OfficialActor } from "./policy.ts";
import { record } from "./record.ts";
import { recordFolder } from "./record-folder.ts";
import type { PaperRefusal } from "./refusals.ts";
import { unitOf } from "./unit-of.ts";

export interface Answers {
  readonly publicId: string;
  /** The version that was on the screen. */
  readonly version: number;
  readonly answers: readonly {
    readonly itemId: string;
    readonly accepts: boolean;
    readonly reason: string;
  }[];
}

const LONGEST_REASON = 500;

/**
 * The unit that a slip goes to says of each folder that it has it, or gives it back with a reason. Only someone of that
 * unit answers, and each folder once; what is left open stays under way.
 */
export async function answerHandOver(
  tx: Tx,
  now: Date,
  caller: Caller,
  given: Answers,
): Promise<Result<PaperHandOver, PaperRefusal>> {
  const slip = await handOverByPublicId(tx, given.publicId, { lock: true });
  const official = slip && allowed(caller, "hand-over answer", slip);
  if (slip === undefined || official === undefined) return refused("missing");
  if ((await unitOf(tx, official, now)) !== slip.toUnit) return refused("missing");
  if (slip.version !== given.version) return refused("stale");
  const open = new Map(
    (await itemsOf(tx, slip)).filter((one) => one.state === "sent").map((one) => [one.id, one]),
  );
  const answers: (ItemAnswer & { readonly item: HandOverItem })[] = [];
  for (const { itemId, accepts, reason } of given.answers) {
    const item = open.get(itemId);
    if (item === undefined) return refused("stale");
    const said = reason.trim().slice(0, LONGEST_REASON);
    if (!accepts && said === "") return refused("reason-missing");
    answers.push(
      accepts
        ? { id: itemId, state: "confirmed", reason: null, item }
        : { id: itemId, state: "refused", reason: said, item },
    );
  }
  if (answers.length === 0) return refused("items-unfit");
  await saveAnswers(tx, slip, answers, { at: now, name: official.name });
  await settle(tx, now, { slip, official, roles: caller.roles, answers });
  return ok({
    ...slip,
    openItems: slip.openItems - answers.length,
    version: slip.version + 1,
  });
}

/** Accepted folders are with who accepted them; refused ones with who sent them. */
async function settle(
  tx: Tx,
  now: Date,
  done: {
    readonly slip: PaperHandOver;
    readonly official: OfficialActor;
    readonly roles: readonly string[];
    readonly answers: readonly (ItemAnswer & { readonly item: HandOverItem })[];
  },
): Promise<void> {
  const { slip, official, roles, answers } = done;
  const text = handOverText(slip);
  for (const { item, state, reason } of answers.toSorted((one, other) =>
    one.item.folderId < other.item.folderId ? -1 : 1,
  )) {
    const folder = await lockedFolder(tx, slip.tenantId, item.folderId);
    if (folder?.place !== "under-way") throw new Error(`folder ${item.code} is not under way`);
    const next =
      state === "confirmed"
        ? {
            ...folder,
            place: roles.includes("receiver") ? ("desk" as const) : ("unit" as const),
            unit: slip.toUnit,
            keeperId: official.officialId,
            keeperName: official.name,
            since: now,
          }
        : {
            ...folder,
            place: item.fromPlace,
            unit: slip.fromUnit,
            keeperId: slip.madeBy,
            keeperName: slip.madeName,
            since: now,
          };
    await recordFolder(tx, now, next, {
      name: state === "confirmed" ? "folder-received" : "folder-refused",
      note: reason === null ? text : `${text}: ${reason}`,
    });
  }
  await record(tx, now, {
    name: "hand-over-answered",
    subjectKind: "paper-hand-over",
    subjectId: slip.id,
    sequence: slip.version + 1,
    body: {
      number: text,
      answers: answers.map(({ item, state, reason }) => ({ code: item.code, state, reason })),
    },
  });
}
