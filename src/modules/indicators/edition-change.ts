import type { Edition } from "#app-kit";
import { parseDefinition } from "#engines/workflow";
import type { EditionChange } from "./simulate.ts";

export interface NamedStep {
  readonly id: string;
  readonly name: string;
}

/** The steps of an edition that people work at. */
export async function workedSteps(edition: Edition): Promise<readonly NamedStep[]> {
  const parsed = await parseDefinition(edition.process);
  if (!parsed.ok) return [];
  return [...parsed.value.nodes.values()]
    .filter((node) => node.kind === "user")
    .map(({ id, name }) => ({ id, name }));
}

/** What a changed edition changes that a simulation can try: term, hour rule, the fee or its table, and steps that are gone. */
export async function changeBetween(before: Edition, after: Edition): Promise<EditionChange> {
  const [was, is] = [await workedSteps(before), await workedSteps(after)];
  const { processing, lateFromMinute } = after.clock;
  const isSameTerm =
    processing.unit === before.clock.processing.unit &&
    processing.count === before.clock.processing.count;
  return {
    ...(isSameTerm ? {} : { term: processing }),
    ...(lateFromMinute === before.clock.lateFromMinute
      ? {}
      : { lateFromMinute: lateFromMinute ?? null }),
    ...feeChange(before, after),
    withoutSteps: was.filter(({ id }) => !is.some((one) => one.id === id)).map(({ id }) => id),
  };
}

function feeChange(before: Edition, after: Edition): Pick<EditionChange, "feeVnd" | "feeTable"> {
  const [was, is] = [before.rules?.["fee"], after.rules?.["fee"]];
  if (is !== undefined) return is === was ? {} : { feeTable: is };
  return was === undefined && after.feeVnd === before.feeVnd ? {} : { feeVnd: after.feeVnd };
}
