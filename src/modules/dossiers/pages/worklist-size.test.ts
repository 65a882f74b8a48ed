import { afterAll, beforeAll, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { workingDays } from "#kernel/term";
import type { Exchange, Session } from "#platform/http";
import { FRIDAY_MORNING } from "../../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../../test/world/dossiers.ts";
import { insertSlice } from "../year-store.ts";
import type { PageDeps } from "./page-deps.ts";
import { worklistRoutes } from "./worklist.tsx";
import { day } from "#kernel/calendar-day";

const COUNT = 10_000;
const PAGE = 25;
/** What an official waits for a page at most. */
const LONGEST_MS = 200;
let city: OneStopCity;
let lastPage: string;

beforeAll(async () => {
  city = await openOneStopCity();
  await city.as(city.haTheSpecialist, async (tx) => {
    await insertSlice(tx, FRIDAY_MORNING, {
      tenantId: city.district1,
      appId: "ho-kinh-doanh",
      month: day("2025-04-01"),
      processHash: [...(city.deps.apps.get("ho-kinh-doanh")?.processes.values() ?? [])][0] ?? "",
      rows: Array.from({ length: COUNT }, (_, index) => waitingRow(index)),
      counters: [],
    });
    await tx.rows(
      `UPDATE dossiers.dossier
       SET state = 'processing', step = 'examine', step_role = 'specialist', step_since = accepted_at,
           released_at = NULL, outcome = NULL, result_number = NULL
       WHERE tenant_id = $1`,
      [city.district1],
    );
    const [before] = await tx.rows<{ due: Date; id: string }>(
      `SELECT due_at AS due, id FROM dossiers.dossier
       WHERE tenant_id = $1 ORDER BY due_at DESC, id DESC OFFSET ${PAGE} LIMIT 1`,
      [city.district1],
    );
    lastPage = `sau=${before?.due.getTime()}_${before?.id}`;
  });
}, 60_000);
afterAll(() => city.db.close());

function waitingRow(index: number): Parameters<typeof insertSlice>[2]["rows"][number] {
  const at = new Date(FRIDAY_MORNING.getTime() - (COUNT - index) * 60_000);
  const due = new Date(FRIDAY_MORNING.getTime() + index * 60_000);
  return {
    id: uuidv7(at.getTime()),
    code: `000.01.01.H29-250425-${10_000 + index}`,
    lookupCode: "WRWM",
    edition: "2015-11-01",
    applicantName: "Lê Thị Út",
    title: `Quán nước số ${index}`,
    state: "done",
    submittedAt: at,
    acceptedAt: at,
    dueAt: due,
    releasedAt: due,
    outcome: "on-time",
    resultNumber: null,
    term: workingDays(3),
    steps: [],
    stars: undefined,
  };
}

async function opened(query: string): Promise<{ html: string; tookMs: number }> {
  const { haTheSpecialist: ha } = city;
  const deps = {
    dossiers: city.deps,
    frame: () => ({ language: "vi", path: "/can-bo/viec", assets: { stylesheet: "/x.css" } }),
  } as unknown as PageDeps; // the list asks for nothing else
  const exchange = {
    db: city.db,
    now: FRIDAY_MORNING,
    language: "vi",
    query: new URLSearchParams(query),
    session: { ...ha, kind: "official", name: ha.actor.name } as unknown as Session, // nor of the session
  } as Exchange;
  const [route] = worklistRoutes(deps);
  const from = performance.now();
  const reply = await route?.handle(exchange);
  const tookMs = performance.now() - from;
  return { html: reply?.kind === "page" ? reply.html : "", tookMs };
}

test.each([
  ["the first page", () => "", "Quán nước số 0<"],
  ["the last page", () => lastPage, `Quán nước số ${COUNT - 1}<`],
  ["one name among all", () => "tim=quan nuoc so 9876", "Quán nước số 9876<"],
  ["what is due today", () => "han=nay", "Quán nước số 0<"],
])("with ten thousand dossiers waiting, %s answers at once", async (_, query, found) => {
  const tries = [await opened(query()), await opened(query()), await opened(query())];
  const { html } = tries[0] ?? { html: "" };

  expect(html).toContain(found);
  expect(html.match(/<tr/gu)?.length).toBeLessThanOrEqual(PAGE + 1);
  expect(Math.min(...tries.map((one) => one.tookMs))).toBeLessThan(LONGEST_MS);
});

test("the last page has no next one, and a way back to the first", async () => {
  const { html } = await opened(lastPage);

  expect(html).not.toContain('rel="next"');
  expect(html).toContain('href="/can-bo/viec?"');
});
