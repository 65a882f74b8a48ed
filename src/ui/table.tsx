import type { ComponentChildren, VNode } from "preact";
import { Button } from "./link.tsx";
import type { Language } from "./frame.tsx";
import { LinkTo } from "./link.tsx";
import { messagesIn } from "./messages.ts";

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly align?: "start" | "end" | "center" | undefined;
  /** Tabular figures, aligned at the end. */
  readonly isNumber?: boolean | undefined;
}

export type Row = Readonly<Record<string, ComponentChildren>>;

export interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Cells by column key; `id`, when given, keeps the row's identity. */
  readonly rows: readonly Row[];
  /** What is said when there are none. */
  readonly empty?: ComponentChildren;
  /** Sums under the rows, by column key. */
  readonly foot?: Row | undefined;
  readonly isCaptionHidden?: boolean | undefined;
  /** Many figures a row: stays a table on a phone, its first column in view while the rest is moved sideways. */
  readonly isFigures?: boolean | undefined;
}

/** A table with its caption; on a phone every row becomes a card that names its values. Staff move by J and K. */
export function DataTable(props: DataTableProps): VNode {
  const { caption, columns, rows, empty, foot } = props;
  if (rows.length === 0 && empty !== undefined)
    return typeof empty === "string" ? <p class="table-empty">{empty}</p> : <>{empty}</>;
  return (
    <div class="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table class={props.isFigures === true ? "figures" : "data"}>
        <caption class={props.isCaptionHidden === true ? "sr" : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" class={cellClass(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Cells key={keyOf(row, index)} row={row} columns={columns} />
          ))}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            <Cells row={foot} columns={columns} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Cells({
  row,
  columns,
}: {
  readonly row: Row;
  readonly columns: readonly Column[];
}): VNode {
  return (
    <tr>
      {columns.map((column) => (
        <td key={column.key} data-label={column.label} class={cellClass(column)}>
          <div>{row[column.key]}</div>
        </td>
      ))}
    </tr>
  );
}

function keyOf(row: Row, index: number): string | number {
  const { id } = row;
  return typeof id === "string" || typeof id === "number" ? id : index;
}

function cellClass(column: Column): string | undefined {
  if (column.isNumber === true || column.align === "end") return "number num";
  return column.align === "center" ? "center" : undefined;
}

/** Keyset paging: forward, a page back where it is known, or back to the beginning. */
export function Pager(props: {
  readonly next?: string | undefined;
  readonly previous?: string | undefined;
  readonly first?: string | undefined;
  readonly language: Language;
}): VNode | null {
  const { next, previous, first } = props;
  const words = messagesIn(props.language);
  if (next === undefined && previous === undefined && first === undefined) return null;
  return (
    <nav class="pager" aria-label={words["list.pages"]} data-turbo="true">
      {first === undefined ? null : <LinkTo href={first}>{words["list.first"]}</LinkTo>}
      {previous === undefined ? null : (
        <LinkTo href={previous} rel="prev">
          {words["list.previous"]}
        </LinkTo>
      )}
      {next === undefined ? null : (
        <LinkTo href={next} rel="next">
          {words["list.next"]}
        </LinkTo>
      )}
    </nav>
  );
}

/** Questions that narrow a list; they live in the address, so that a view can be kept and sent. */
export function FilterBar(props: {
  readonly action: string;
  readonly language: Language;
  readonly children: ComponentChildren;
}): VNode {
  const words = messagesIn(props.language);
  return (
    <form class="filters" method="get" action={props.action} data-turbo="true">
      {props.children}
      <div class="filter-acts">
        <Button kind="secondary" icon="filter">
          {words["list.filter"]}
        </Button>
        <LinkTo href={props.action}>{words["list.clear"]}</LinkTo>
      </div>
    </form>
  );
}
