import type { VNode } from "preact";
import type { Edition } from "#app-kit";
import { type DecisionTable, FEE, readTable, type TypedRow, writeTable } from "#engines/rules";
import { dong } from "#kernel/money";
import { ok, refused } from "#kernel/result";
import { Checkbox, Field, type Language, type PageError } from "#ui";
import { sentText } from "./deps.ts";
import { errorAt, type PartPage, type PartView, tickedOr, typedOr } from "./part.tsx";

/** The fixed fee, when it is due, and where the procedure has one, the rows of its fee table. */
export const feePart: PartPage = {
  part: "fee",
  slug: "phi",
  title: ({ words }) => words["part.fee"],
  read: async ({ form, edition, words, language }) => {
    const errors: PageError[] = [];
    const feeVnd = dong(sentText(form, "fee"));
    if (feeVnd === undefined) errors.push({ fieldId: "fee", text: words["fee.wrong"] });
    const table = await tableOf(edition);
    const { isFeeDueFirst: _, ...rest } = edition;
    const isDueFirst = form.has("due-first");
    const changed: Edition = {
      ...rest,
      feeVnd: feeVnd ?? edition.feeVnd,
      ...(isDueFirst ? { isFeeDueFirst: true } : {}),
      ...(table === undefined
        ? {}
        : { rules: { ...edition.rules, [FEE]: writeTable(table, rowsIn(form, table)) } }),
    };
    if (table !== undefined) errors.push(...(await tableErrors(changed, language)));
    return errors.length > 0 ? refused(errors) : ok({ edition: changed });
  },
  view: async (view) => <FeeFields {...view} table={await tableOf(view.edition)} />,
};

async function tableOf({ rules }: Edition): Promise<DecisionTable | undefined> {
  const xml = rules?.[FEE];
  const read = xml === undefined ? undefined : await readTable(xml);
  return read?.ok === true ? read.value : undefined;
}

/** A cell that cannot be read is told at once; gaps and doubles are told by the check of the draft. */
async function tableErrors({ rules }: Edition, language: Language): Promise<PageError[]> {
  const read = await readTable(rules?.[FEE] ?? "");
  return read.ok
    ? []
    : read.error.map(({ at, words }) => ({ fieldId: "bang", text: `${at}: ${words[language]}` }));
}

function cellName(row: number, column: number): string {
  return `o.${row}.${column}`;
}

const MOST_ROWS = 200;

/** Rows as typed; one whose cells are all empty goes. */
function rowsIn(form: URLSearchParams, { inputs, outputs }: DecisionTable): readonly TypedRow[] {
  const width = inputs.length + outputs.length;
  const rows: TypedRow[] = [];
  for (let row = 0; row < MOST_ROWS && form.has(cellName(row, 0)); row += 1) {
    const typed = Array.from({ length: width }, (_, column) =>
      sentText(form, cellName(row, column)),
    );
    const cells = typed.slice(0, inputs.length).map((one) => (one === "" ? "-" : one));
    if (typed.some((one) => one !== ""))
      rows.push({
        cells,
        results: typed.slice(inputs.length),
        note: sentText(form, `o.${row}.note`),
      });
  }
  return rows;
}

function FeeFields(props: PartView & { readonly table: DecisionTable | undefined }): VNode {
  const { edition, typed, errors, words, table } = props;
  return (
    <>
      <Field
        id="fee"
        label={words["fee.fixed"]}
        hint={table === undefined ? undefined : words["fee.fixed-hint"]}
        inputmode="numeric"
        width="medium"
        error={errorAt(errors, "fee")}
        value={typedOr(typed, "fee", String(edition.feeVnd))}
      />
      <Checkbox
        id="due-first"
        label={words["fee.due-first"]}
        checked={tickedOr(typed, "due-first", edition.isFeeDueFirst === true)}
      />
      {table === undefined ? null : <TableFields {...props} table={table} />}
    </>
  );
}

function TableFields(props: PartView & { readonly table: DecisionTable }): VNode {
  const { table, typed, words } = props;
  const empty = [...table.inputs, ...table.outputs].map(() => "");
  const rows = [
    ...table.rows.map(({ cells, results, note }) => ({
      texts: [...cells.map((cell) => cell.text), ...results],
      note,
    })),
    { texts: empty, note: "" },
  ];
  const labels = [
    ...table.inputs.map((one) => one.label),
    ...table.outputs.map(() => words["fee.result"]),
  ];
  return (
    <div id="bang">
      <h2>{`${words["fee.table"]}: ${table.name}`}</h2>
      <p class="hint">{words["fee.table-hint"]}</p>
      {rows.map(({ texts, note }, row) => (
        <fieldset class="repeat" key={`row-${row}`}>
          <legend class="label">
            {row === rows.length - 1 ? words["fee.new-row"] : `${words["fee.row"]} ${row + 1}`}
          </legend>
          <input type="hidden" name={`o.${row}.note`} value={note} />
          <div class="fields">
            {texts.map((usual, column) => (
              <Field
                key={cellName(row, column)}
                id={cellName(row, column)}
                label={labels[column] ?? ""}
                value={typedOr(typed, cellName(row, column), usual)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
