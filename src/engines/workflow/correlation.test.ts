import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { diagram } from "../../../test/world/diagram.ts";
import { correlateMessage, type SentMessage } from "./correlate-message.ts";
import { END, START } from "./play.ts";
import { later, now, Stage, type Subject } from "../../../test/world/stage.ts";

const payment = diagram(
  `${START}<bpmn:userTask id="assess" name="Tính phí" />
   <bpmn:receiveTask id="paid" name="Chờ nộp phí" messageRef="m_signed" egov:key="reference" /><bpmn:userTask id="issue" />${END}`,
  [
    ["start", "assess"],
    ["assess", "paid"],
    ["paid", "issue"],
    ["issue", "end"],
  ],
);

let stage: Stage;
let hash: string;
beforeAll(async () => {
  stage = await Stage.open();
  hash = await stage.publish(payment);
});
afterAll(() => stage.db.close());

const reference = (): string => uuidv7(now.getTime());
const send = (
  key: string,
  more: Partial<SentMessage> & { readonly at?: Date } = {},
  tenant: "district1" | "fire" = "district1",
) =>
  stage.in(tenant, (tx) =>
    correlateMessage(tx, more.at ?? now, stage.deps, {
      message: "signed",
      key,
      sentRef: reference(),
      variables: { amount: 100_000 },
      ...more,
    }),
  );
const waitingFor = async (key: string): Promise<Subject> => {
  const subject = await stage.start(hash, { reference: key });
  await stage.complete(subject.moved.opened[0]?.id);
  return subject;
};

test("a payment finds its own dossier among many by its reference, and carries what it tells", async () => {
  const [one, other] = [reference(), reference()];
  const paid = await waitingFor(one);
  const unpaid = await waitingFor(other);
  const delivered = await send(one);

  expect(delivered).toMatchObject({
    ok: true,
    value: { kind: "delivered", subjectId: paid.subjectId, moved: { state: "running" } },
  });
  expect(await stage.waiting(paid)).toEqual(["issue"]);
  expect(await stage.waiting(unpaid)).toEqual(["paid"]);
});

test("the same message again changes nothing, whatever the sender repeats and however late", async () => {
  const key = reference();
  const subject = await waitingFor(key);
  const sentRef = reference();

  expect(await send(key, { sentRef })).toMatchObject({ value: { kind: "delivered" } });
  for (const at of [now, later(1000)])
    expect(await send(key, { sentRef, at, keptUntil: later(2000) })).toEqual({
      ok: true,
      value: { kind: "known" },
    });
  expect(await stage.waiting(subject)).toEqual(["issue"]);
});

test("a message that comes early is refused, or kept where its sender asks for it and taken once", async () => {
  const key = reference();
  const first = await stage.start(hash, { reference: key });
  expect(await send(key)).toEqual({ ok: false, error: "not-waiting" });
  expect(await send(key, { keptUntil: now })).toEqual({ ok: false, error: "not-waiting" });
  expect(await send(key, { keptUntil: later(24) })).toEqual({ ok: true, value: { kind: "kept" } });

  const moved = await stage.complete(first.moved.opened[0]?.id);
  expect(moved.ok && moved.value.opened.map((task) => task.elementId)).toEqual(["issue"]);
  expect(await stage.waiting(await waitingFor(key))).toEqual(["paid"]);
});

test("a kept message is no longer taken when its time is over, and another tenant's is never seen", async () => {
  const key = reference();
  await send(key, { keptUntil: later(1), at: later(-2) });
  await send(key, { keptUntil: now, at: later(-1) });
  await send(key, { keptUntil: later(1) }, "fire");
  const subject = await waitingFor(key);
  expect(await stage.waiting(subject)).toEqual(["issue"]);
  const next = await waitingFor(key);

  expect(await stage.waiting(next)).toEqual(["paid"]);
  expect(await send(key, {}, "fire")).toEqual({ ok: false, error: "not-waiting" });
});

test("where two wait under one key the message is for the one that has waited longest, and for no other", async () => {
  const key = reference();
  const subjects = [await waitingFor(key), await waitingFor(key)];
  const delivered = await send(key);
  const steps = await Promise.all(subjects.map((one) => stage.waiting(one)));

  expect(delivered).toMatchObject({ ok: true, value: { kind: "delivered" } });
  expect(steps.map((one) => one.join()).toSorted()).toEqual(["issue", "paid"]);
});

test("one key missing stops the process with its name: a message could never find it", async () => {
  const subject = await stage.start(hash);
  await expect(stage.complete(subject.moved.opened[0]?.id)).rejects.toThrow(
    'Chờ nộp phí (paid) waits for "signed" by "reference", which is not known',
  );
});

test("whatever the order of paying and of waiting, at once or apart, no message is lost and none counts twice", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ pays: fc.boolean(), together: fc.boolean() }), {
        minLength: 2,
        maxLength: 6,
      }),
      async (acts) => {
        const key = reference();
        const subjects: Promise<Subject>[] = [];
        const messages: Promise<unknown>[] = [];
        for (const { pays, together } of acts) {
          const act: Promise<unknown> = pays
            ? send(key, { keptUntil: later(24) })
            : waitingFor(key);
          if (pays) messages.push(act);
          else subjects.push(act as Promise<Subject>); // the act above is a start
          if (!together) await act;
        }
        const started = await Promise.all(subjects);
        await Promise.all(messages);
        const steps = await Promise.all(started.map((one) => stage.waiting(one)));
        const issued = steps.filter((one) => one[0] === "issue").length;
        expect(issued).toBe(Math.min(messages.length, started.length));
      },
    ),
    { numRuns: 12 },
  );
});
