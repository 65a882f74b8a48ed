import { afterAll, beforeAll, expect, test } from "vitest";
import { LIST_DUE } from "./list-due.ts";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { type WorklistFilter, type WorklistRow, worklistRows } from "./store.ts";

const COUNT = 33;
let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
  for (let made = 0; made < COUNT; made += 1)
    await city.dossierAt("examine", new Date(FRIDAY_MORNING.getTime() + made * 60_000));
});
afterAll(() => city.db.close());

const rows = (
  filter: Partial<WorklistFilter>,
  caller = city.haTheSpecialist,
): Promise<WorklistRow[]> =>
  city.as(caller, (tx) =>
    worklistRows(tx, caller.tenantIds, { roles: caller.roles, limit: 10, ...filter }),
  );

test("a work list is walked page by page by its last row: nothing twice, nothing left out", async () => {
  const seen: string[] = [];
  let after: WorklistFilter["after"];
  for (
    let page = await rows({});
    page.length > 0;
    page = await rows(after === undefined ? {} : { after })
  ) {
    seen.push(...page.map((row) => row.id));
    const last = page.at(-1);
    if (last !== undefined) after = { listDue: last.listDue, id: last.id };
  }
  expect(seen).toHaveLength(COUNT);
  expect(new Set(seen).size).toBe(COUNT);
});

test("the nearest due date comes first, and only what waits for the position is listed", async () => {
  const listed = await rows({ limit: 100 });
  const dues = listed.map((row) => row.listDue.getTime());
  expect(dues).toEqual(dues.toSorted((a, b) => a - b));
  expect(listed.every((row) => row.stepRole === "specialist")).toBe(true);
  expect(await rows({}, city.minhTheHead)).toEqual([]);
  expect(await rows({}, city.specialistOfCuChi)).toEqual([]);
});

test("a name is found without its marks, by its code, and a sign of the pattern language is only a sign", async () => {
  expect(await rows({ search: "tran minh quan" })).toHaveLength(10);
  expect(await rows({ search: "Tiệm bánh HOA SEN" })).toHaveLength(10);
  expect(await rows({ search: "250425-0001" })).toHaveLength(1);
  expect(await rows({ search: "%" })).toEqual([]);
  expect(await rows({ search: "_" })).toEqual([]);
});

test("filters: mine, and due before a moment", async () => {
  const { actor } = city.haTheSpecialist;
  expect(await rows({ holderId: actor.officialId })).toEqual([]);
  expect(await rows({ dueBefore: FRIDAY_MORNING })).toEqual([]);
  expect(await rows({ dueBefore: new Date("2025-05-01T00:00:00Z") })).toHaveLength(10);
});

test("who stands in for one procedure sees the work of that procedure only", async () => {
  expect(await rows({ appIds: ["ho-kinh-doanh"] })).toHaveLength(10);
  expect(await rows({ appIds: ["giay-phep-xay-dung"] })).toEqual([]);
});

test("ten thousand rows away the plan still walks the index of the list", async () => {
  const plan = await city.as(city.haTheSpecialist, async (tx) => {
    await tx.rows(`SET LOCAL enable_seqscan = off`);
    await tx.rows(`SET LOCAL enable_sort = off`);
    return tx.rows<{ "QUERY PLAN": string }>(
      `EXPLAIN SELECT id FROM dossiers.dossier
       WHERE tenant_id = '${city.district1}' AND step_role = 'specialist'
         AND (${LIST_DUE}, id) > ('2025-04-25', '${actorId()}')
       ORDER BY ${LIST_DUE}, id LIMIT 25`,
    );
  });
  const told = plan.map((row) => row["QUERY PLAN"]).join("\n");
  expect(told).toContain("dossier_worklist");
  expect(told).toMatch(/Index Cond: .*ROW\(CASE WHEN/u); // a filter would read every row before the place
});

function actorId(): string {
  return city.haTheSpecialist.actor.officialId;
}
