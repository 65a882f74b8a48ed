/** Writing small tables in tests: what a person would draw, as DMN 1.3. */
export interface DrawnTable {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly inputs: readonly {
    readonly label: string;
    readonly expression: string;
    readonly type: string;
    readonly allowed?: string;
  }[];
  readonly outputs?: readonly {
    readonly name: string;
    readonly type: string;
    readonly otherwise?: string;
  }[];
  readonly rows: readonly (readonly string[])[];
}

export function drawn(table: DrawnTable): string {
  const outputs = table.outputs ?? [{ name: "feeVnd", type: "number" }];
  const inputs = table.inputs.map(
    ({ label, expression, type, allowed }) =>
      `<input label="${escaped(label)}"><inputExpression typeRef="${type}">${text(expression)}</inputExpression>${
        allowed === undefined ? "" : `<inputValues>${text(allowed)}</inputValues>`
      }</input>`,
  );
  const columns = outputs.map(
    ({ name, type, otherwise }) =>
      `<output name="${name}" typeRef="${type}">${
        otherwise === undefined ? "" : `<defaultOutputEntry>${text(otherwise)}</defaultOutputEntry>`
      }</output>`,
  );
  const rows = table.rows.map((cells) => {
    const conditions = cells.slice(0, table.inputs.length);
    const results = cells.slice(table.inputs.length, table.inputs.length + outputs.length);
    const note = cells[table.inputs.length + outputs.length];
    return `<rule>${note === undefined ? "" : `<description>${escaped(note)}</description>`}${conditions
      .map((cell) => `<inputEntry>${text(cell)}</inputEntry>`)
      .join(
        "",
      )}${results.map((cell) => `<outputEntry>${text(cell)}</outputEntry>`).join("")}</rule>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rules" name="rules" namespace="urn:egov">
<decision id="fee" name="Lệ phí"><decisionTable hitPolicy="${table.hitPolicy ?? "UNIQUE"}"${
    table.aggregation === undefined ? "" : ` aggregation="${table.aggregation}"`
  }>${inputs.join("")}${columns.join("")}${rows.join("")}</decisionTable></decision>
</definitions>`;
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
