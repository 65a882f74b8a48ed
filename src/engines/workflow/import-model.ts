import { BpmnModdle } from "bpmn-moddle";
import { ok, refused, type Result } from "#kernel/result";
import { parseDefinition, readDefinition } from "./definition.ts";
import { list, one, type Raw } from "./element.ts";
import type { UnsupportedElement } from "./node.ts";

/** What happens to an element of a model that comes from another tool: it runs, it is kept as a drawing, or it is refused. */
export interface ImportedElement {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly treatment: "runs" | "drawn" | "refused";
  /** Why it is refused. */
  readonly reasons: readonly string[];
}

export interface ImportedModel {
  /** Nothing is refused: the model may be published. */
  readonly isRunnable: boolean;
  readonly elements: readonly ImportedElement[];
  /** What is wrong with the file as a whole, and belongs to no element of it. */
  readonly problems: readonly UnsupportedElement[];
}

/**
 * Looks at a model before it is published: every pool, lane, step, flow and note of it, and what becomes of each. The text
 * itself is kept as it came, so nothing of a drawing is lost, whether it runs or not.
 */
export async function importModel(xml: string): Promise<ImportedModel> {
  const parsed = await parseDefinition(xml);
  const refusals = Map.groupBy(parsed.ok ? [] : parsed.error, (problem) => problem.id);
  const { definition, root } = await readDefinition(xml);
  const drawn = root === undefined ? [] : elementsOf(root);
  const elements = drawn.map((element): ImportedElement => {
    const id = element.id ?? "";
    const reasons = (refusals.get(id) ?? []).map((problem) => problem.reason);
    const isRun = definition.nodes.has(id) || definition.flows.has(id);
    const treatment = reasons.length > 0 ? "refused" : isRun ? "runs" : "drawn";
    return { id, name: element.name ?? "", type: element.$type, treatment, reasons };
  });
  const ids = new Set(elements.map((element) => element.id));
  const problems = [...refusals].flatMap(([id, found]) => (ids.has(id) ? [] : found));
  return { isRunnable: parsed.ok, elements, problems };
}

/** Containment in a model, in the order of reading; drawings of the same elements are not looked at. */
const INSIDE = [
  "rootElements",
  "participants",
  "messageFlows",
  "laneSets",
  "lanes",
  "flowElements",
  "artifacts",
] as const;
/** Frames around elements, and what elements refer to: no element of the drawing itself. */
const FRAMES: ReadonlySet<string> = new Set(["bpmn:Collaboration", "bpmn:LaneSet"]);
const REFERRED = /^bpmn:(?:Message|Error|Signal|Escalation|ItemDefinition|DataStore|Category)$/u;

function elementsOf(container: Raw): Raw[] {
  const inner = one(container, "childLaneSet");
  return [...INSIDE.flatMap((key) => list(container, key)), ...(inner ? [inner] : [])].flatMap(
    (element) => {
      const isElement = !FRAMES.has(element.$type) && !REFERRED.test(element.$type);
      return [...(isElement ? [element] : []), ...elementsOf(element)];
    },
  );
}

/**
 * The model as another tool reads it: written by the same library that read it, with every drawing, note and foreign
 * extension. Refused where that library would leave something out.
 */
export async function exportModel(
  xml: string,
): Promise<Result<string, readonly UnsupportedElement[]>> {
  const { root, lost } = await readDefinition(xml);
  if (root === undefined || lost.length > 0) return refused(lost);
  const written = await new BpmnModdle().toXML(root, { format: true });
  return ok(written.xml);
}
