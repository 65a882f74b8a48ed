/** What an element of a process is, by the words of BPMN 2.0. */
export type ElementKind =
  | "startEvent"
  | "endEvent"
  | "userTask"
  | "receiveTask"
  | "serviceTask"
  | "businessRuleTask"
  | "callActivity"
  | "exclusiveGateway"
  | "parallelGateway"
  | "inclusiveGateway"
  | "eventBasedGateway";

export interface ProcessElement {
  readonly id: string;
  readonly kind: ElementKind;
  readonly name: string;
  /** Place in the drawing: column and row of a grid, counted from 0. */
  readonly at: readonly [column: number, row: number];
  /** Who works it. */
  readonly role?: string;
  /** The message a receive task waits for. */
  readonly message?: string;
  /** Further attributes and content as the standard writes them: loops, called elements. */
  readonly attributes?: string;
  readonly content?: string;
}

/** An error that ends an activity early and leads on another way; it is drawn on the activity's lower edge. */
export interface ProcessBoundary {
  readonly id: string;
  readonly name: string;
  /** The activity it hangs on. */
  readonly attachedTo: string;
  /** Code of the error that is caught. */
  readonly error: string;
}

/** From, to, and on a way out of a gateway its name and condition; `"otherwise"` is the way where none holds. */
export type ProcessFlow = readonly [from: string, to: string, name?: string, when?: string];

export interface ProcessDrawing {
  readonly id: string;
  readonly name: string;
  readonly messages: readonly string[];
  readonly elements: readonly ProcessElement[];
  readonly boundaries?: readonly ProcessBoundary[];
  readonly flows: readonly ProcessFlow[];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
type Point = readonly [x: number, y: number];

const COLUMN = 150;
const ROW = 120;
const MARGIN = 60;
const SIZES = { task: [110, 80], gateway: [50, 50], event: [36, 36] } as const;

/** BPMN 2.0 XML of a process with its drawing (BPMN DI), from elements on a grid: a civil servant reads the list, any modeller opens the file. */
export function drawProcess(drawing: ProcessDrawing): string {
  const flows = drawing.flows.map(([from, to, name, when], index) => ({
    id: `flow-${index + 1}-${from}-${to}`,
    from,
    to,
    name,
    when,
  }));
  const boundaries = drawing.boundaries ?? [];
  const boxes = new Map(drawing.elements.map((one) => [one.id, boxOf(one)]));
  for (const one of boundaries) boxes.set(one.id, boundaryBox(boxAt(boxes, one.attachedTo)));
  const elements = [
    ...drawing.elements.map((one) => elementXml(one, flows)),
    ...boundaries.map((one) => boundaryXml(one, flows)),
  ].join("\n    ");
  const shapes = [
    ...drawing.elements.map((one) => shapeXml(one, boxes)),
    ...boundaries.map((one) => shapeXml({ id: one.id, kind: "boundaryEvent" }, boxes)),
  ].join("\n      ");
  const messages = [
    ...drawing.messages.map((name) => `<bpmn:message id="message-${name}" name="${name}" />`),
    ...[...new Map(boundaries.map((one) => [one.error, one])).values()].map(
      ({ error, name }) =>
        `<bpmn:error id="error-${error}" name="${escaped(name)}" errorCode="${error}" />`,
    ),
  ].join("\n  ");
  const hanging = new Set(boundaries.map((one) => one.id));
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:egov="https://hcm-egov.example/bpmn" id="definitions-${drawing.id}" targetNamespace="https://hcm-egov.example/apps">
  ${messages}
  <bpmn:process id="${drawing.id}" name="${escaped(drawing.name)}" isExecutable="true">
    ${elements}
    ${flows.map(flowXml).join("\n    ")}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${drawing.id}">
      ${shapes}
      ${flows.map((one) => edgeXml(one, boxes, hanging)).join("\n      ")}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}

interface NamedFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name: string | undefined;
  readonly when: string | undefined;
}

function elementXml(one: ProcessElement, flows: readonly NamedFlow[]): string {
  const outgoing = flows.filter((flow) => flow.from === one.id);
  const otherwise = outgoing.find((flow) => flow.when === "otherwise");
  const attributes = [
    `id="${one.id}"`,
    `name="${escaped(one.name)}"`,
    ...(one.role === undefined ? [] : [`egov:role="${one.role}"`]),
    ...(one.message === undefined ? [] : [`messageRef="message-${one.message}"`]),
    ...(otherwise === undefined ? [] : [`default="${otherwise.id}"`]),
    ...(one.attributes === undefined ? [] : [one.attributes]),
  ].join(" ");
  const inside = [
    ...flows
      .filter((flow) => flow.to === one.id)
      .map((flow) => `<bpmn:incoming>${flow.id}</bpmn:incoming>`),
    ...outgoing.map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`),
    one.content ?? "",
  ].join("");
  return `<bpmn:${one.kind} ${attributes}>${inside}</bpmn:${one.kind}>`;
}

function boundaryXml(one: ProcessBoundary, flows: readonly NamedFlow[]): string {
  const outgoing = flows
    .filter((flow) => flow.from === one.id)
    .map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`)
    .join("");
  return `<bpmn:boundaryEvent id="${one.id}" name="${escaped(one.name)}" attachedToRef="${one.attachedTo}">${outgoing}<bpmn:errorEventDefinition id="${one.id}-error" errorRef="error-${one.error}" /></bpmn:boundaryEvent>`;
}

function flowXml({ id, from, to, name, when }: NamedFlow): string {
  const label = name === undefined || name === "" ? "" : ` name="${escaped(name)}"`;
  const start = `<bpmn:sequenceFlow id="${id}"${label} sourceRef="${from}" targetRef="${to}"`;
  return when === undefined || when === "otherwise"
    ? `${start} />`
    : `${start}><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(when)}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
}

interface Shape {
  readonly id: string;
  readonly kind: ElementKind | "boundaryEvent";
}

function shapeXml(one: Shape, boxes: ReadonlyMap<string, Box>): string {
  const { x, y, width, height } = boxAt(boxes, one.id);
  const marker = one.kind === "exclusiveGateway" ? ` isMarkerVisible="true"` : "";
  return `<bpmndi:BPMNShape id="shape-${one.id}" bpmnElement="${one.id}"${marker}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />${labelOf(one, boxAt(boxes, one.id))}</bpmndi:BPMNShape>`;
}

/** Names of gateways and events stand where no flow passes: below to the left of a gateway, beside an end that is reached from below. */
function labelOf(one: Shape, box: Box): string {
  if (one.kind.endsWith("Gateway"))
    return labelXml({ x: box.x - 66, y: box.y + box.height + 2, width: 76, height: 28 });
  if (one.kind === "endEvent")
    return labelXml({ x: box.x + box.width + 4, y: box.y + 2, width: 90, height: 28 });
  if (one.kind === "boundaryEvent")
    return labelXml({ x: box.x + box.width + 2, y: box.y + 22, width: 84, height: 14 });
  return "";
}

function labelXml({ x, y, width, height }: Box): string {
  return `<bpmndi:BPMNLabel><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNLabel>`;
}

function edgeXml(
  { id, from, to, name }: NamedFlow,
  boxes: ReadonlyMap<string, Box>,
  hanging: ReadonlySet<string>,
): string {
  const [start, end] = [boxAt(boxes, from), boxAt(boxes, to)];
  const way = hanging.has(from) ? wayBelow(start, end) : wayBetween(start, end);
  const points = way.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join("");
  return `<bpmndi:BPMNEdge id="edge-${id}" bpmnElement="${id}">${points}${name === undefined ? "" : flowLabel(way)}</bpmndi:BPMNEdge>`;
}

/** The name of a way stands over its first stretch where that is level, and to the right of it where it climbs or falls. */
function flowLabel([start, next]: readonly Point[]): string {
  if (start === undefined || next === undefined) return "";
  const [x, y] = [(start[0] + next[0]) / 2, (start[1] + next[1]) / 2];
  return start[1] === next[1]
    ? labelXml({ x: x - 35, y: y - 20, width: 70, height: 14 })
    : labelXml({ x: x + 5, y: y - 7, width: 70, height: 14 });
}

/** Right along a row, straight up or down a column, round a corner to another row, or back below both. */
function wayBetween(from: Box, to: Box): readonly Point[] {
  const [fromX, fromY] = middleOf(from);
  const [toX, toY] = middleOf(to);
  const isForward = toX > fromX;
  if (fromY === toY && isForward)
    return [
      [from.x + from.width, fromY],
      [to.x, toY],
    ];
  if (fromX === toX) {
    const isDown = toY > fromY;
    return [
      [fromX, isDown ? from.y + from.height : from.y],
      [toX, isDown ? to.y : to.y + to.height],
    ];
  }
  if (fromY === toY) return wayBelow(from, to);
  const leavesVertically = isForward || from.height <= SIZES.gateway[1];
  const edgeY = toY > fromY ? from.y + from.height : from.y;
  if (leavesVertically)
    return [
      [fromX, edgeY],
      [fromX, toY],
      [isForward ? to.x : to.x + to.width, toY],
    ];
  return [
    [from.x, fromY],
    [toX, fromY],
    [toX, toY > fromY ? to.y : to.y + to.height],
  ];
}

/** Down, along below both boxes, and up again. */
function wayBelow(from: Box, to: Box): readonly Point[] {
  const below = Math.max(from.y + from.height, to.y + to.height) + 24;
  const [[fromX], [toX]] = [middleOf(from), middleOf(to)];
  return [
    [fromX, from.y + from.height],
    [fromX, below],
    [toX, below],
    [toX, to.y + to.height],
  ];
}

/** In the middle of the lower edge of what it hangs on. */
function boundaryBox(host: Box): Box {
  const [width, height] = SIZES.event;
  const [x] = middleOf(host);
  return { x: x - width / 2, y: host.y + host.height - height / 2, width, height };
}

function boxOf({ kind, at: [column, row] }: ProcessElement): Box {
  const [width, height] = kind.endsWith("Event")
    ? SIZES.event
    : kind.endsWith("Gateway")
      ? SIZES.gateway
      : SIZES.task;
  const [x, y] = [MARGIN + column * COLUMN + 55, MARGIN + row * ROW + 40];
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function boxAt(boxes: ReadonlyMap<string, Box>, id: string): Box {
  const box = boxes.get(id);
  if (box === undefined) throw new Error(`a flow leads to ${id}, which is not drawn`);
  return box;
}

function middleOf({ x, y, width, height }: Box): Point {
  return [x + width / 2, y + height / 2];
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
