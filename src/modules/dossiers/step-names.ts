import { type App, type Edition, processesOf } from "#app-kit";
import { parseDefinition } from "#engines/workflow";

/** What the steps of processes are called, read once from each diagram: lists show them on every line. */
export interface StepNames {
  /** The name of a step under an edition; its id where the diagram has none. */
  nameOf(edition: Edition, step: string): string;
  /** The steps of all processes that officials work on, each once, under the first name it has. */
  all(): readonly { readonly value: string; readonly label: string }[];
  /** Reads the diagrams of editions that were published on screen, too. */
  learn(editions: readonly Edition[]): void;
  /** What happens inside, in the order of the diagram. */
  inside(edition: Edition): Promise<readonly string[]>;
}

const NAMED = /<(?:\w+:)?(?<kind>\w+) id="(?<id>[^"]+)" name="(?<name>[^"]*)"/gu;

export function createStepNames(apps: readonly App[]): StepNames {
  const byProcess = new Map<string, ReadonlyMap<string, string>>();
  const tasks = new Map<string, string>();
  const learn = (edition: Edition): void => {
    const { process } = edition;
    if (byProcess.has(process)) return;
    const names = new Map<string, string>();
    for (const { groups } of processesOf(edition).join("").matchAll(NAMED)) {
      const { kind = "", id = "", name = "" } = groups ?? {};
      if (!names.has(id)) names.set(id, name);
      if (kind === "userTask" && !tasks.has(id)) tasks.set(id, name);
    }
    byProcess.set(process, names);
  };
  for (const edition of apps.flatMap((app) => app.editions)) learn(edition);
  const inside = new Map<string, Promise<readonly string[]>>();
  return {
    // A dossier that was moved to another process stands on a step that its edition does not draw.
    nameOf: ({ process }, step) => byProcess.get(process)?.get(step) ?? tasks.get(step) ?? step,
    all: () => [...tasks].map(([value, label]) => ({ value, label })),
    learn: (editions) => {
      for (const edition of editions) learn(edition);
    },
    inside: ({ process }) => {
      const known = inside.get(process) ?? namesInside(process);
      inside.set(process, known);
      return known;
    },
  };
}

async function namesInside(process: string): Promise<readonly string[]> {
  const parsed = await parseDefinition(process);
  if (!parsed.ok) return [];
  return [...parsed.value.nodes.values()]
    .filter((node) => node.kind === "user" || node.kind === "receive")
    .map((node) => node.name);
}
