import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { processOf } from "#engines/workflow";
import { day } from "#kernel/calendar-day";
import type { Result } from "#kernel/result";
import { clocksOf } from "#modules/deadlines";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import {
  type OneStopCity,
  openOneStopCity,
  PDF_HASH,
  value,
} from "../../../test/world/dossiers.ts";
import {
  acceptDossier,
  allowSupplement,
  answerSupplement,
  askSupplement,
  completeResult,
  countersBetween,
  countersFromEvents,
  type Dossier,
  type DossierState,
  examineDossier,
  isOver,
  numberResult,
  orderSignature,
  refuseDossier,
  releaseResult,
  reviewDossier,
  sendApology,
  stopDossier,
  transferDossier,
  withdrawDossier,
} from "./index.ts";
import { mayMove } from "./dossier.ts";
import { dossierById, historyOf } from "./store.ts";
import { timeUsed } from "./time-used.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

/** What the state table lets happen, told again as simply as it can be. */
interface Model {
  state: DossierState;
  step: string | null;
  /** The one request is used. */
  hasAsked: boolean;
  hasApologised: boolean;
}

interface Life {
  dossier: Dossier;
  /** Before the last act: what an old screen still shows. */
  old: Dossier;
  now: Date;
}

type Done = Promise<Result<unknown, string>>;

interface Act {
  readonly name: string;
  readonly may: (model: Readonly<Model>) => boolean;
  readonly follow: (model: Model) => void;
  readonly run: (life: Life, on: Dossier) => Done;
}

const HOURS = 3_600_000;
const PREPARED = Buffer.from("%PDF đã soạn");
const form = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });
const LATE = { code: "few-officials", words: "" };

const asQuan = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(
    city.db,
    { tenantIds: [city.district1], actor: { kind: "applicant", ...city.quan } },
    work,
  );
const by = (who: (city: OneStopCity) => Caller, act: (tx: Tx, caller: Caller) => Done): Done => {
  const caller = who(city);
  return city.as(caller, (tx) => act(tx, caller));
};
const ended = (state: DossierState) => (model: Model) => {
  model.state = state;
  model.step = null;
};
const isAt =
  (...steps: readonly string[]) =>
  (model: Readonly<Model>) =>
    model.step !== null && steps.includes(model.step);

const ACTS: readonly Act[] = [
  {
    name: "accept",
    may: isAt("receive"),
    follow: (model) => Object.assign(model, { state: "received", step: "examine" }),
    run: ({ now }, on) =>
      by(
        (c) => c.lanTheReceiver,
        (tx, lan) => acceptDossier(tx, now, city.deps, lan, form(on)),
      ),
  },
  {
    name: "ask",
    may: (model) => isAt("receive")(model) && !model.hasAsked && mayMove(model.state, "supplement"),
    follow: (model) =>
      Object.assign(model, { state: "supplement", step: "await-supplement", hasAsked: true }),
    run: ({ now }, on) => {
      const who = city.lanTheReceiver;
      const defects = [{ field: "can-cuoc", words: "Ảnh mờ" }];
      return city.as(who, (tx) => askSupplement(tx, now, city.deps, who, { ...form(on), defects }));
    },
  },
  {
    name: "answer",
    may: (model) => model.state === "supplement",
    follow: (model) => Object.assign(model, { state: "submitted", step: "receive" }),
    run: ({ now }, on) =>
      asQuan((tx) =>
        answerSupplement(tx, now, city.deps, {
          publicId: on.publicId,
          accountId: city.quan.accountId,
          answers: on.answers,
        }),
      ),
  },
  {
    name: "allow",
    may: (model) =>
      model.hasAsked && model.step !== "await-signature" && mayMove(model.state, "supplement"),
    follow: (model) => Object.assign(model, { hasAsked: false }),
    run: ({ now }, on) =>
      by(
        (c) => c.minhTheHead,
        (tx, minh) =>
          allowSupplement(tx, now, minh, {
            ...form(on),
            decisionNumber: "21/QĐ",
            reason: "Mới rõ",
          }),
      ),
  },
  {
    name: "examine",
    may: isAt("examine"),
    follow: (model) => Object.assign(model, { state: "processing", step: "review" }),
    run: ({ now }, on) =>
      by(
        (c) => c.haTheSpecialist,
        (tx, ha) =>
          examineDossier(tx, now, city.deps, ha, { ...form(on), proposal: "Đủ điều kiện" }),
      ),
  },
  ...(["approve", "return"] as const).map((decision): Act => ({
    name: decision,
    may: isAt("review"),
    follow: (model) => Object.assign(model, { step: decision === "approve" ? "sign" : "examine" }),
    run: ({ now }, on) =>
      by(
        (c) => c.minhTheHead,
        (tx, minh) =>
          reviewDossier(tx, now, city.deps, minh, { ...form(on), decision, note: "Xem lại" }),
      ),
  })),
  {
    name: "sign",
    may: isAt("sign"),
    follow: (model) => Object.assign(model, { step: "await-signature" }),
    run: async ({ now }, on) => {
      const hung = city.hungTheLeader;
      const numbered = await city.as(hung, (tx) =>
        numberResult(tx, now, city.deps, hung, form(on)),
      );
      if (!numbered.ok) return numbered;
      const act = { ...form(numbered.value), preparedPdf: PREPARED };
      return city.as(hung, (tx) => orderSignature(tx, now, city.deps, hung, act));
    },
  },
  {
    name: "complete",
    may: isAt("await-signature"),
    follow: (model) => Object.assign(model, { state: "signed", step: "release" }),
    run: ({ now }, on) => city.as(city.hungTheLeader, (tx) => complete(tx, now, on)),
  },
  {
    name: "release",
    may: isAt("release"),
    follow: ended("done"),
    run: ({ now }, on) =>
      by(
        (c) => c.maiTheClerk,
        (tx, mai) => releaseResult(tx, now, city.deps, mai, { ...form(on), late: LATE }),
      ),
  },
  {
    name: "refuse",
    may: isAt("receive"),
    follow: ended("refused"),
    run: ({ now }, on) =>
      by(
        (c) => c.lanTheReceiver,
        (tx, lan) =>
          refuseDossier(tx, now, city.deps, lan, { ...form(on), reason: "Bị cấm", late: LATE }),
      ),
  },
  {
    name: "stop",
    may: (model) => mayMove(model.state, "stopped"),
    follow: ended("stopped"),
    run: ({ now }, on) =>
      by(
        (c) => c.minhTheHead,
        (tx, minh) =>
          stopDossier(tx, now, city.deps, minh, { ...form(on), reason: "Đã mất", signerTitle: "" }),
      ),
  },
  {
    name: "transfer",
    may: (model) => mayMove(model.state, "transferred"),
    follow: ended("transferred"),
    run: ({ now }, on) => {
      const away = { ...form(on), toSlug: "cu-chi", reason: "Ở Củ Chi", signerTitle: "" };
      const who = city.minhTheHead;
      return city.as(who, (tx) => transferDossier(tx, now, city.deps, who, away));
    },
  },
  {
    name: "withdraw",
    may: (model) => mayMove(model.state, "withdrawn"),
    follow: ended("withdrawn"),
    run: ({ now }, on) =>
      asQuan((tx) =>
        withdrawDossier(tx, now, city.deps, {
          ...form(on),
          accountId: city.quan.accountId,
          reason: "",
        }),
      ),
  },
  {
    name: "apologise",
    may: (model) =>
      (model.state === "received" || model.state === "processing") &&
      model.step !== "await-signature" &&
      !model.hasApologised,
    follow: (model) => Object.assign(model, { hasApologised: true }),
    run: ({ now }, on) =>
      by(
        (c) => c.minhTheHead,
        (tx, minh) =>
          sendApology(tx, now, city.deps, minh, {
            ...form(on),
            reason: "Chờ xác minh",
            newDueOn: day("2026-11-16"),
            signer: { name: "Lê Quốc Minh", title: "Trưởng phòng" },
          }),
      ),
  },
];

async function complete(tx: Tx, now: Date, on: Dossier): Done {
  const pending = await tx.row<{ id: string }>(
    `SELECT id FROM signing.pending_signature WHERE subject_id = $1 AND state = 'pending'`,
    [on.id],
  );
  if (pending === undefined) return { ok: false, error: "not-pending" };
  return completeResult(tx, now, city.deps, {
    tenantId: on.tenantId,
    dossierId: on.id,
    pendingId: pending.id,
    signedPdf: Buffer.concat([PREPARED, Buffer.from("chữ ký")]),
    kept: {
      sha256: PDF_HASH,
      sizeBytes: 9,
      type: "application/pdf",
      name: "kq.pdf",
      pages: 1,
      scan: "not-scanned",
    },
    mandateHolds: true,
  });
}

class Step implements fc.AsyncCommand<Model, Life> {
  readonly #act: Act;
  readonly #hours: number;
  readonly #isOldScreen: boolean;
  constructor(act: Act, hours: number, isOldScreen: boolean) {
    this.#act = act;
    this.#hours = hours;
    this.#isOldScreen = isOldScreen;
  }
  check(): boolean {
    return true;
  }
  async run(model: Model, life: Life): Promise<void> {
    life.now = new Date(life.now.getTime() + this.#hours * HOURS);
    const before = life.dossier;
    const isOld = this.#isOldScreen && life.old.version !== before.version;
    const onScreen = isOld ? life.old : before;
    const looksAtVersion = this.#act.name !== "answer" && this.#act.name !== "complete";
    const done = await this.#act.run(life, onScreen);
    const after = await city.as(city.minhTheHead, (tx) =>
      dossierById(tx, before.tenantId, before.id),
    );
    if (after === undefined) throw new Error("a dossier is never gone");
    const isAllowed = this.#act.may(model) && !(isOld && looksAtVersion);
    expect([this.#act.name, done.ok]).toEqual([this.#act.name, isAllowed]);
    if (!isAllowed) {
      expect(after).toEqual(before);
      return;
    }
    this.#act.follow(model);
    expect([after.state, after.step]).toEqual([model.state, model.step]);
    expect(mayMove(before.state, after.state) || before.state === after.state).toBe(true);
    expect(after.firstDueAt).toEqual(before.firstDueAt ?? after.firstDueAt);
    life.old = before;
    life.dossier = after;
  }
  toString(): string {
    return `${this.#act.name}+${this.#hours}h${this.#isOldScreen ? " (old screen)" : ""}`;
  }
}

async function invariants({ dossier, now }: Life): Promise<void> {
  const seen = await city.as(city.minhTheHead, async (tx) => ({
    process: await processOf(tx, "dossier", dossier.id),
    clocks: await clocksOf(tx, "dossier", dossier.id),
    history: await historyOf(tx, dossier.tenantId, dossier.id),
    time: (await city.deps.calendars.workingTime(tx, now)).time,
  }));
  const times = (name: string): number => seen.history.filter((one) => one.name === name).length;
  const { process, clocks, time } = seen;
  expect(times("dossier-accepted")).toBe(dossier.receiptNumber === null ? 0 : 1);
  expect(times("result-numbered")).toBe(dossier.resultNumber === null ? 0 : 1);
  expect(times("apology-sent")).toBeLessThanOrEqual(1);
  expect(times("supplement-asked")).toBeLessThanOrEqual(1 + times("supplement-allowed"));
  for (const clock of clocks) {
    expect(clock.dueAt >= clock.firstDueAt && clock.firstDueAt > clock.startedAt).toBe(true);
    for (const { from, until } of clock.legal.pauses)
      expect(from >= clock.startedAt && (until ?? now) >= from).toBe(true);
  }
  if (process === undefined) throw new Error("a dossier has its process");
  const used = timeUsed({ process, clocks, time, now, officeOf: (role) => role });
  for (const { minutes } of used?.steps ?? []) expect(minutes).toBeGreaterThanOrEqual(0);
  expect(used?.pausedMinutes).toBeGreaterThanOrEqual(0);
  if (!isOver(dossier.state)) return;
  expect([process.waiting, dossier.taskId, dossier.step]).toEqual([[], null, null]);
  expect(new Set(clocks.map((one) => one.state))).toEqual(new Set(["stopped"]));
}

/** Which act, how long after the one before, and whether it is sent from a screen that has grown old. */
const commands = ACTS.map((act) =>
  fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 9 }))
    .map(([hours, luck]) => new Step(act, hours, luck === 0)),
);
/** The course of an ordinary life is drawn more often, so that many reach its end. */
const ORDINARY = ["accept", "examine", "approve", "sign", "complete", "release"];
const course = commands.filter((_, index) => ORDINARY.includes(ACTS[index]?.name ?? ""));

// R17, R43

test("random lives of dossiers keep to the state table: one receipt, one number, no clock negative, counters as the events say, nothing open after an end", async () => {
  const ends = new Set<string>();
  let now = FRIDAY_MORNING; // lives follow each other: a register never counts back
  await fc.assert(
    fc.asyncProperty(
      fc.commands([...commands, ...course, ...course], { maxCommands: 25, size: "max" }),
      async (life) => {
        const dossier = value(await city.submit(await city.draft(now), now));
        const real: Life = { dossier, old: dossier, now };
        const model: Model = {
          state: "submitted",
          step: "receive",
          hasAsked: false,
          hasApologised: false,
        };
        await fc.asyncModelRun(() => ({ model, real }), life);
        await invariants(real);
        ({ now } = real);
        ends.add(real.dossier.state);
      },
    ),
    { numRuns: 30 },
  );
  expect(ends.size).toBeGreaterThan(3);
  const [kept, derived] = await withDoor(city.db, "counters", (tx) =>
    Promise.all([
      countersBetween(tx, "2025-01-01", "2027-01-01"),
      countersFromEvents(tx, "2025-01-01", "2027-01-01"),
    ]),
  );
  expect(kept).toEqual(derived);
}, 120_000);
