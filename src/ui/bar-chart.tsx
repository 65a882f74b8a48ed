import type { VNode } from "preact";

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** Shares as bars in plain SVG; the table beside it says the same. */
export function Bars(props: {
  readonly bars: readonly Bar[];
  readonly max: number;
  readonly title: string;
  readonly isTitleHidden?: boolean | undefined;
}): VNode {
  return (
    <BarChart
      rows={props.bars.map((bar) => ({ ...bar, max: props.max }))}
      caption={props.title}
      isCaptionHidden={props.isTitleHidden}
    />
  );
}

export interface BarRow extends Bar {
  readonly max: number;
  /** Its colour says how it stands; the text says it too. */
  readonly state?: "ok" | "near" | "late" | "plain" | undefined;
}

/** Bars drawn inside the table that gives the figures: one thing for the eye, the ear and the printer. */
export function BarChart(props: {
  readonly rows: readonly BarRow[];
  readonly caption: string;
  /** Where the heading above says the same. */
  readonly isCaptionHidden?: boolean | undefined;
}): VNode {
  return (
    <table class="bars">
      <caption class={props.isCaptionHidden === true ? "sr" : undefined}>{props.caption}</caption>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td class="bar-cell">
              <svg
                class={`bar bar-${row.state ?? "plain"}`}
                viewBox="0 0 100 10"
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                <rect class="bar-ground" width="100" height="10" />
                <rect class="bar-value" width={share(row)} height="10" />
              </svg>
            </td>
            <td class="number num">{row.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Hundredths of the whole; never outside the frame. */
function share({ value, max }: BarRow): string {
  if (max <= 0) return "0";
  return (Math.min(1, Math.max(0, value / max)) * 100).toFixed(1);
}
