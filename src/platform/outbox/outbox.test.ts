import { afterAll, beforeAll, expect, test } from "vitest";
import { withTenant } from "#platform/database";
import { type TestDatabase, testDatabase } from "../../../test/world/database.ts";
import { emit, receiveOnce, type RelayedEvent, relayOnce } from "./index.ts";

const now = new Date("2025-04-25T09:30:00Z");
const district1 = {
  tenantIds: ["01900000-0000-7000-8000-000000000001"],
  actor: { kind: "system", job: "test" },
} as const;
const cuChi = { ...district1, tenantIds: ["01900000-0000-7000-8000-000000000002"] };

let db: TestDatabase;
let dossiers = 0;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

function fact(name: string, sequence = 1) {
  return {
    name,
    subjectKind: "dossier",
    subjectId: `01900000-0000-7000-8000-${String((dossiers += 1)).padStart(12, "0")}`,
    sequence,
    body: {},
  };
}

async function relayed(): Promise<string[]> {
  const names: string[] = [];
  while (
    (await relayOnce(db, now, (_tx, event) => Promise.resolve(void names.push(event.name)))) > 0
  );
  return names;
}

test("what Quận 1 and Củ Chi did is relayed once, each in its order", async () => {
  await withTenant(db, district1, (tx) => emit(tx, now, fact("dossier-accepted")));
  await withTenant(db, cuChi, (tx) =>
    emit(tx, new Date(now.getTime() + 1000), fact("dossier-refused")),
  );

  expect(await relayed()).toEqual(["dossier-accepted", "dossier-refused"]);
  expect(await relayed()).toEqual([]);
});

test("an event of a failed act is never relayed", async () => {
  const failed = withTenant(db, district1, async (tx) => {
    await emit(tx, now, fact("never-happened"));
    throw new Error("stale");
  });
  await expect(failed).rejects.toThrow("stale");

  expect(await relayed()).toEqual([]);
});

test("a receiver that dies in the middle gets the event again and marks it once", async () => {
  await withTenant(db, district1, (tx) => emit(tx, now, fact("result-released")));
  const receive = (dies: boolean, seen: RelayedEvent[]) =>
    relayOnce(db, now, async (tx, event) => {
      if (!(await receiveOnce(tx, now, "notifications", event.id))) return;
      seen.push(event);
      if (dies) throw new Error("killed");
    });
  const first: RelayedEvent[] = [];
  const second: RelayedEvent[] = [];
  await expect(receive(true, first)).rejects.toThrow("killed");
  await receive(false, second);

  expect(first.map((event) => event.id)).toEqual(second.map((event) => event.id));
  const again = await withTenant(db, district1, (tx) =>
    receiveOnce(tx, now, "notifications", second[0]?.id ?? ""),
  );
  expect(again).toBe(false);
});

test("two facts with the same place in a dossier's sequence cannot both be said", async () => {
  const said = fact("dossier-accepted");
  await withTenant(db, district1, (tx) => emit(tx, now, said));

  await expect(withTenant(db, district1, (tx) => emit(tx, now, said))).rejects.toThrow(
    "event_sequence_once",
  );
  await relayed();
});

test("an event that commits after a later one was relayed is still relayed", async ({ skip }) => {
  if (db.kind === "embedded") skip("needs two connections; runs on the PostgreSQL server");
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const slow = withTenant(db, district1, async (tx) => {
    await emit(tx, new Date(now.getTime() - 60_000), fact("slow"));
    await tx.rows("SELECT 1"); // the event is written, and not committed
    await held;
  });
  await withTenant(db, district1, (tx) => emit(tx, now, fact("fast")));

  expect(await relayed()).toEqual(["fast"]);
  release();
  await slow;
  db.waits.splice(0); // this one waits on purpose, for longer or shorter
  expect(await relayed()).toEqual(["slow"]);
});
