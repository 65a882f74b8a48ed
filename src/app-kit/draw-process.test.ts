import { BpmnModdle } from "bpmn-moddle";
import { expect, test } from "vitest";
import { drawDeskProcess, drawProcess, type ProcessDrawing } from "./index.ts";

const DRAWING: ProcessDrawing = {
  id: "two-ways",
  name: 'Hai "đường" & một',
  messages: ["signed"],
  elements: [
    { id: "start", kind: "startEvent", name: "Nộp", at: [0, 0] },
    { id: "receive", kind: "userTask", name: "Tiếp nhận", role: "receiver", at: [1, 0] },
    { id: "checked", kind: "exclusiveGateway", name: "Hợp lệ?", at: [2, 0] },
    { id: "await", kind: "receiveTask", name: "Chờ", message: "signed", at: [2, 1] },
    { id: "done", kind: "endEvent", name: "Xong", at: [3, 0] },
  ],
  flows: [
    ["start", "receive"],
    ["receive", "checked"],
    ["checked", "done", "đủ", 'outcome == "accept" && pages < 3'],
    ["checked", "await", "thiếu", "otherwise"],
    ["await", "receive"],
  ],
};

test("a drawing opens in any modeller: nothing is refused, every element has its shape and every flow its edge", async () => {
  const read = await new BpmnModdle().fromXML(drawProcess(DRAWING));
  const { diagrams } = read.rootElement as { diagrams?: { plane: { planeElement: unknown[] } }[] }; // as BPMN DI names them

  expect(read.warnings).toEqual([]);
  expect(diagrams?.[0]?.plane.planeElement).toHaveLength(5 + 5);
});

test("an error that is caught hangs on its activity, with its own error, shape and way back below the boxes", async () => {
  const xml = drawProcess({
    ...DRAWING,
    boundaries: [{ id: "unsigned", name: "Không ký được", attachedTo: "await", error: "unsigned" }],
    flows: [...DRAWING.flows, ["unsigned", "receive"]],
  });
  const read = await new BpmnModdle().fromXML(xml);
  const { diagrams } = read.rootElement as { diagrams?: { plane: { planeElement: unknown[] } }[] }; // as BPMN DI names them

  expect(read.warnings).toEqual([]);
  expect(diagrams?.[0]?.plane.planeElement).toHaveLength(6 + 6);
  expect(xml).toContain('attachedToRef="await"');
  expect(xml).toContain('errorRef="error-unsigned"');
  expect(xml).toContain('errorCode="unsigned"');
  expect(() =>
    drawProcess({
      ...DRAWING,
      boundaries: [{ id: "lost", name: "Lạc", attachedTo: "moon", error: "x" }],
    }),
  ).toThrow("moon");
});

test("a way back runs below the boxes, and a flow to nowhere is refused by name", () => {
  expect(drawProcess(DRAWING)).toContain('sourceRef="await" targetRef="receive"');
  expect(() => drawProcess({ ...DRAWING, flows: [["start", "moon"]] })).toThrow("moon");
});

test("a process of the one-stop shop needs only what is its own: reception, supplement, refusal, signature and release stand around it", async () => {
  const xml = drawDeskProcess({
    id: "short",
    name: "Ngắn",
    enters: "look",
    elements: [{ id: "look", kind: "userTask", name: "Xem", role: "specialist", at: [3, 1] }],
    flows: [["look", "sign"]],
    sign: "Ký",
  });
  const read = await new BpmnModdle().fromXML(xml);
  expect(read.warnings).toEqual([]);
  for (const flow of [
    'sourceRef="await-supplement" targetRef="receive"',
    'sourceRef="checked" targetRef="refused"',
    'sourceRef="unsigned" targetRef="sign"',
    'sourceRef="release" targetRef="done"',
  ])
    expect(xml).toContain(flow);
  expect(xml).not.toContain('id="review"');
});
