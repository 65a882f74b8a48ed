import type { Cell, DecisionTable, HitPolicy } from "./table.ts";

const HIT: Readonly<Record<HitPolicy, string>> = {
  unique: 'hitPolicy="UNIQUE"',
  first: 'hitPolicy="FIRST"',
  any: 'hitPolicy="ANY"',
  sum: 'hitPolicy="COLLECT" aggregation="SUM"',
  min: 'hitPolicy="COLLECT" aggregation="MIN"',
  max: 'hitPolicy="COLLECT" aggregation="MAX"',
};

/** A row as people type it: a condition for each input, a result for each output, and what the row is for. */
export interface TypedRow {
  readonly cells: readonly string[];
  readonly results: readonly string[];
  readonly note: string;
}

/** DMN 1.3 of a table with other rows, for a table that is edited on screen. `readTable` judges it as any other. */
export function writeTable(table: Omit<DecisionTable, "rows">, rows: readonly TypedRow[]): string {
  const inputs = table.inputs.map(
    ({ label, expression, type, allowed }, index) =>
      `<input id="in-${index + 1}" label="${escaped(label)}"><inputExpression id="e-${index + 1}" typeRef="${type}">${text(expression)}</inputExpression>${values("inputValues", `v-${index + 1}`, allowed)}</input>`,
  );
  const outputs = table.outputs.map(
    ({ name, type, allowed, otherwise }, index) =>
      `<output id="out-${index + 1}" name="${escaped(name)}" typeRef="${type}">${values("outputValues", `w-${index + 1}`, allowed)}${otherwise === undefined ? "" : `<defaultOutputEntry id="d-${index + 1}">${text(otherwise)}</defaultOutputEntry>`}</output>`,
  );
  const written = rows.map(({ cells, results, note }, index) => {
    const entries = [
      ...cells.map(
        (cell, place) => `<inputEntry id="r${index + 1}-i${place + 1}">${text(cell)}</inputEntry>`,
      ),
      ...results.map(
        (result, place) =>
          `<outputEntry id="r${index + 1}-o${place + 1}">${text(result)}</outputEntry>`,
      ),
    ];
    const described = note === "" ? "" : `<description>${escaped(note)}</description>`;
    return `<rule id="r${index + 1}">${described}${entries.join("")}</rule>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="definitions" name="${escaped(table.name)}" namespace="https://hcm-egov.example/dmn">
  <decision id="${escaped(table.id)}" name="${escaped(table.name)}">
    <decisionTable id="table" ${HIT[table.hitPolicy]}>
      ${[...inputs, ...outputs, ...written].join("\n      ")}
    </decisionTable>
  </decision>
</definitions>
`;
}

function values(element: string, id: string, allowed: Cell | undefined): string {
  return allowed === undefined ? "" : `<${element} id="${id}">${text(allowed.text)}</${element}>`;
}

function text(words: string): string {
  return `<text>${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
