import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { BpmnModdle } from "bpmn-moddle";
import { expect, test } from "vitest";
import { exportModel, importModel } from "./import-model.ts";
import { definitionOf, Play } from "./play.ts";

/** Models of our own with the elements of the interchange group's: from three steps in a row to everything there is. */
const FOLDER = path.join(import.meta.dirname, "reference-models");
const names = readdirSync(FOLDER);
const model = (name: string): string => readFileSync(path.join(FOLDER, `${name}.bpmn`), "utf8");

/** The whole object model as plain data: what is contained in full, what is only referred to by its id, and defaults too. */
function plain(value: unknown, owner?: object): unknown {
  if (Array.isArray(value)) return value.map((one) => plain(one, owner));
  if (typeof value !== "object" || value === null) return value;
  const element = value as Moddle;
  if (owner !== undefined && element.$parent !== owner && "id" in element)
    return { refersTo: element["id"] };
  const known = (element.$descriptor.properties ?? []).map((one) => one.ns.localName);
  const keys = new Set([...Object.keys(element), ...known]);
  const own = [...keys].flatMap((key) => {
    const inner = key === "$parent" ? undefined : element[key];
    return inner === undefined ? [] : [[key, plain(inner, element)] as const];
  });
  return { ...Object.fromEntries(own), $type: element.$type, attributes: { ...element.$attrs } };
}

/** Elements of the XML reader are open records. */
interface Moddle {
  readonly $type: string;
  readonly $parent?: object;
  readonly $attrs?: object;
  readonly $descriptor: {
    readonly properties?: readonly { readonly ns: { readonly localName: string } }[];
  };
  readonly [key: string]: unknown;
}

async function objectModel(xml: string): Promise<unknown> {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
  expect(warnings).toEqual([]);
  return plain(rootElement);
}

test.each(names)("nothing of %s is lost on its way in and out", async (file) => {
  const xml = model(path.basename(file, ".bpmn"));
  const exported = await exportModel(xml);
  if (!exported.ok) throw new Error(JSON.stringify(exported.error));

  expect(await objectModel(exported.value)).toEqual(await objectModel(xml));
  for (const word of ["BPMNShape", "BPMNEdge", "dc:Bounds"]) expect(exported.value).toContain(word);
});

test("the comparison would see a lost word, a lost place in the drawing and a lost foreign mark", async () => {
  const xml = model("a4-pools-and-lanes");
  const whole = await objectModel(xml);

  for (const loss of [`name="Viết đơn"`, `value="#ffffcc"`, `isHorizontal="true"`, `>ô đầu<`]) {
    const without = xml.replace(loss, loss.startsWith(">") ? "><" : "");
    expect(without).not.toBe(xml);
    expect(await objectModel(without)).not.toEqual(whole);
  }
});

test("what another tool would lose is refused and not exported", async () => {
  const odd = model("a1-sequence").replace("</process>", "<wizardTask id='w' /></process>");

  expect(await exportModel(odd)).toMatchObject({
    ok: false,
    error: [{ reason: expect.stringContaining("WizardTask") }],
  });
  expect(await exportModel("no model")).toEqual({ ok: false, error: [] });
  expect((await importModel(odd)).problems).toHaveLength(1);
});

test.each(names.filter((file) => !file.startsWith("b2")))("%s runs", async (file) => {
  const imported = await importModel(model(path.basename(file, ".bpmn")));
  const refused = imported.elements.filter((element) => element.treatment === "refused");

  expect([refused, imported.problems, imported.isRunnable]).toEqual([[], [], true]);
});

const agency = "01900000-0000-7000-8000-000000000002";
const play = async (name: string, variables = {}): Promise<Play> =>
  new Play(await definitionOf(model(name)), variables);

test("steps in a row and a choice between ways are walked as they are drawn", async () => {
  const row = await play("a1-sequence");
  row.complete("a1_receive").complete("a1_read").complete("a1_answer");
  expect(row.state.state).toBe("ended");

  const long = await play("a2-choices");
  expect(long.complete("a2_weigh", { way: "long", steps: 8 }).waiting()).toEqual(["a2_long"]);
  expect((await play("a2-choices")).complete("a2_weigh", { way: "?" }).waiting()).toEqual([
    "a2_other",
  ]);
});

test("a collapsed subprocess is entered, stopped by a message, and a timer beside a task only reminds", async () => {
  expect((await play("a3-collapsed-subprocess")).fire("a3_stop").state.state).toBe("ended");
  const done = await play("a3-collapsed-subprocess");
  expect(done.complete("a3_measure").fire("a3_warn").waiting()).toEqual(["a3_record", "a3_remind"]);
});

test("of three pools the one marked executable runs, its lanes say who works, and the others are drawn", async () => {
  const xml = model("a4-pools-and-lanes");
  const { nodes } = await definitionOf(xml);
  const imported = await importModel(xml);
  const treatment = (id: string) => imported.elements.find((one) => one.id === id)?.treatment;

  expect(["a4_check", "a4_deputy", "a4_draft"].map((id) => nodes.get(id)?.role)).toEqual([
    "receiver",
    "leader",
    "specialist",
  ]);
  expect(["a4_pool_bank", "a4_m1", "a4_write", "a4_leader"].map(treatment)).toEqual(
    Array.from({ length: 4 }, () => "drawn"),
  );
  expect(treatment("a4_tell")).toBe("runs");
  const unmarked = await importModel(xml.replace(`isExecutable="true"`, `isExecutable="false"`));
  expect(unmarked.problems[0]?.reason).toBe(
    "several processes are drawn (Người dân, Ủy ban phường): mark the one that runs here as executable, and no other",
  );
});

test("data, notes and groups change nothing; a timer, a called process and a thrown message do their part", async () => {
  const run = await play("b1-descriptive", { fee: 10 });
  run.complete("b1_look").fire("b1_pause");
  expect(run.waiting().toSorted((one, other) => one.localeCompare(other))).toEqual([
    "b1_call",
    "b1_join",
  ]);
  run.complete("b1_call", { zone: "R2" });

  expect(run.state).toMatchObject({ state: "ended", variables: { fee: 20, zone: "R2" } });
  expect(run.state.calls).toEqual([{ act: "tell-applicant", nodeId: "b1_end" }]);
});

test("going back to ask again, and waiting for an answer or for silence, run in circles as often as needed", async () => {
  const payment = await play("c1-support-payment");
  payment.complete("c1_assign").complete("c1_approve", { approved: false });
  payment.complete("c1_clarify", { clarified: true }).complete("c1_approve", { approved: true });
  expect(payment.complete("c1_pay").state.state).toBe("ended");

  const owner = await play("c2-waiting-for-the-owner", { code: "H29-1" });
  for (let round = 0; round < 3; round += 1) owner.fire("c2_silence").complete("c2_call");
  expect(owner.waiting()).toEqual(["c2_answered", "c2_silence"]);
  expect(owner.fire("c2_answered").complete("c2_enter").state.state).toBe("ended");
});

test("a permit is consulted about, published, found wrong, and undone: the number it got in a subprocess too", async () => {
  const permit = await play("c4-revoked-permit", { agencies: [{ tenantId: agency }] });
  permit.complete("c4_number").answer("c4_consult", 1, { outcome: "agree" });
  permit.complete("c4_publish").complete("c4_inspect", { fine: false });

  expect(permit.state.calls).toEqual([{ act: "retract", nodeId: "c4_retract" }]);
  expect(permit.waiting()).toEqual(["c4_void"]);
  expect(permit.complete("c4_void").state).toMatchObject({ state: "ended", tokens: [] });
});

test("a table decides which ways are taken, and a process runs for each paper that is missing", async () => {
  const variables = { area: 500, lacksPapers: true, papers: ["bản vẽ", "giấy phép"] };
  const licence = await play("c9-decided-by-a-table", variables);
  expect(licence.waiting()).toEqual(["c9_inspect", "c9_papers", "c9_papers"]);
  licence.complete("c9_inspect").complete("c9_papers", { file: "a" });
  licence.complete("c9_papers", { file: "b" });

  expect(licence.state).toMatchObject({
    state: "ended",
    variables: {
      level: "high",
      received: [
        { item: "bản vẽ", isAnswered: true, answer: { file: "a" } },
        { item: "giấy phép", isAnswered: true, answer: { file: "b" } },
      ],
    },
  });
});

test("what is not run is refused by name and id with a reason each, and nothing else is", async () => {
  const { elements, isRunnable, problems } = await importModel(model("b2-everything-else"));
  const refused = elements.filter((element) => element.treatment === "refused");

  expect([isRunnable, problems]).toEqual([false, []]);
  expect(refused.map(({ id, name, reasons }) => `${id} ${name}: ${reasons.join("; ")}`)).toEqual([
    "b2_start Hằng ngày: a process is started by somebody, not by a timer",
    "b2_by_signal Có bão: a signal is not run: it would reach every process at once; send a message with a key to the one that waits",
    "b2_by_escalation Báo cấp trên: an escalation is not run: draw a timer on the task that does not interrupt it, or an error",
    "b2_by_condition Nước dâng: a condition on data is not watched: draw a choice after the step that changes the data",
    "b2_script Chạy mã: a script is not run: no diagram carries program text; ask for a decision of the house by a service task",
    "b2_link_out Sang trang: a link is not run: draw the flow itself",
    "b2_link_in Từ trang: a link is not run: draw the flow itself",
    "b2_complex Ba trong năm: a complex gateway is not run: draw an inclusive gateway, or several agencies as one multi-instance task with a completion condition",
    "b2_loop Lặp: a loop is not run: draw the way back as a flow",
    "b2_many Gửi nhiều: only user tasks, subprocesses and called processes are run for several items",
    "b2_adhoc Tùy lúc: an ad-hoc subprocess is not run: nothing in it says what follows what, so no due date could be explained",
    "b2_transaction Giao dịch: a transaction is not run: draw a subprocess with compensation events",
    "b2_event_subprocess Khi có tin: an event subprocess is not run: draw its event on the edge of a subprocess",
    "b2_es Có tin: a signal is not run: it would reach every process at once; send a message with a key to the one that waits",
    "b2_nobody Gọi ai: the process it calls (calledElement) is missing",
    "b2_end Phát tin: a signal is not run: it would reach every process at once; send a message with a key to the one that waits",
    "b2_raised Đã báo: an escalation is not run: draw a timer on the task that does not interrupt it, or an error",
  ]);
  expect(elements.find((element) => element.id === "b2_work")?.treatment).toBe("runs");
});
