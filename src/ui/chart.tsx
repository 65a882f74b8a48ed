import { scaleBand, scaleLinear } from "d3-scale";
import { line, stack } from "d3-shape";
import type { ComponentChildren, VNode } from "preact";

/** How a part is drawn; every one differs by its pattern as well as its colour. */
export type Tone = "good" | "calm" | "bad" | "hold" | "plain" | "deep" | "other";
export const TONES = ["good", "calm", "bad", "hold", "plain", "deep", "other"] as const;

export interface Series {
  readonly label: string;
  readonly tone: Tone;
}

/** The frame of a drawing: what it shows as a title, what it says in a sentence. The table beside it has the figures. */
interface ChartProps {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  /** More labels than this lie upon each other. */
  readonly labels: number;
}

/** Drawn twice, for a desk and for a phone, so that the text stays one size; the stylesheet shows one of them. */
const FRAMES = {
  wide: { width: 900, height: 240, left: 48, labels: 13 },
  narrow: { width: 330, height: 190, left: 38, labels: 5 },
} as const satisfies Record<string, Frame>;
const MARGIN = { top: 10, right: 4, bottom: 26 } as const;

interface Columns {
  readonly series: readonly Series[];
  readonly columns: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** Columns of parts upon each other, one for each time or place. */
export function StackedColumns(props: ChartProps & Columns): VNode {
  const { id, series } = props;
  return (
    <figure class="chart">
      <Patterns id={id} />
      {(["wide", "narrow"] as const).map((kind) => (
        <Drawing {...props} key={kind} id={`${id}-${kind}`} kind={kind} {...FRAMES[kind]}>
          <ColumnParts {...props} frame={FRAMES[kind]} />
        </Drawing>
      ))}
      <Legend id={id} series={series} />
    </figure>
  );
}

function ColumnParts(props: ChartProps & Columns & { readonly frame: Frame }): VNode {
  const { id, series, columns, frame } = props;
  const sums = columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const bottom = frame.height - MARGIN.bottom;
  const y = scaleLinear([0, Math.max(1, ...sums)], [bottom, MARGIN.top]).nice(4);
  const right = frame.width - MARGIN.right;
  const x = scaleBand(
    columns.map((_, at) => at),
    [frame.left, right],
  ).padding(0.25);
  const parts = stack<{ readonly values: readonly number[] }, number>()
    .keys(series.map((_, at) => at))
    .value(({ values }, at) => values[at] ?? 0)([...columns]);
  const every = Math.ceil(columns.length / frame.labels);
  return (
    <>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line
            class="chart-grid"
            x1={frame.left}
            x2={right}
            y1={tenth(y(tick))}
            y2={tenth(y(tick))}
          />
          <text class="chart-tick" x={frame.left - 6} y={tenth(y(tick) + 4)} text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      {parts.map((part, which) =>
        part.map(([low, high], at) => (
          <rect
            key={`${which}-${at}`}
            class="chart-part"
            fill={`url(#${id}-${series[which]?.tone ?? "plain"})`}
            x={tenth(x(at) ?? 0)}
            width={tenth(x.bandwidth())}
            y={tenth(y(high))}
            height={tenth(y(low) - y(high))}
          />
        )),
      )}
      {columns.map(({ label }, at) =>
        at % every === 0 ? (
          <text
            key={label}
            class="chart-tick"
            x={tenth((x(at) ?? 0) + x.bandwidth() / 2)}
            y={bottom + 16}
            text-anchor="middle"
          >
            {label}
          </text>
        ) : null,
      )}
    </>
  );
}

const SMALL = { width: 150, height: 46, top: 5, right: 2, bottom: 5, left: 2 } as const;

export interface SmallLine {
  readonly label: string;
  readonly href?: string | undefined;
  /** A value for each time, per cent; undefined leaves a gap. */
  readonly values: readonly (number | undefined)[];
  /** The last value as words. */
  readonly text: string;
}

/** The same little drawing for each of many, on one scale, so that the eye compares; shares in per cent. */
export function SmallMultiples(
  props: ChartProps & {
    readonly lines: readonly SmallLine[];
    /** The lowest value of the scale. */
    readonly lowest: number;
    /** A line that every drawing shows, such as the city's own share. */
    readonly mark?: number | undefined;
  },
): VNode {
  const { id, title, description, lines, lowest, mark } = props;
  const y = scaleLinear([lowest, 100], [SMALL.height - SMALL.bottom, SMALL.top]).clamp(true);
  return (
    <figure class="chart multiples" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
      <figcaption>
        <span id={`${id}-t`} class="sr">
          {title}
        </span>
        <span id={`${id}-d`}>{description}</span>
      </figcaption>
      <ul>
        {lines.map((one) => (
          <li key={one.label}>
            <p>
              {one.href === undefined ? one.label : <a href={one.href}>{one.label}</a>}
              <b class="num">{one.text}</b>
            </p>
            <svg viewBox={`0 0 ${SMALL.width} ${SMALL.height}`} aria-hidden="true">
              <line
                class="chart-grid"
                x1={SMALL.left}
                x2={SMALL.width - SMALL.right}
                y1={y(100)}
                y2={y(100)}
              />
              <line
                class="chart-grid"
                x1={SMALL.left}
                x2={SMALL.width - SMALL.right}
                y1={y(lowest)}
                y2={y(lowest)}
              />
              {mark === undefined ? null : (
                <line
                  class="chart-mark"
                  x1={SMALL.left}
                  x2={SMALL.width - SMALL.right}
                  y1={tenth(y(mark))}
                  y2={tenth(y(mark))}
                />
              )}
              <Course values={one.values} y={y} />
            </svg>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Course(props: {
  readonly values: readonly (number | undefined)[];
  readonly y: (value: number) => number;
}): VNode {
  const { values, y } = props;
  const x = scaleLinear(
    [0, Math.max(1, values.length - 1)],
    [SMALL.left + 3, SMALL.width - SMALL.right - 6],
  );
  const path = line<number | undefined>()
    .defined((value) => value !== undefined)
    .x((_, at) => tenth(x(at)))
    .y((value) => tenth(y(value ?? 0)))(values);
  const last = values.findLastIndex((value) => value !== undefined);
  return (
    <>
      <path class="chart-line" d={path ?? ""} />
      {last === -1 ? null : (
        <circle class="chart-dot" cx={tenth(x(last))} cy={tenth(y(values[last] ?? 0))} r="3" />
      )}
    </>
  );
}

const BAND = { height: 22, step: 46 } as const;

interface Bands {
  readonly series: readonly Series[];
  readonly bands: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** Wholes as bands of their parts; the parts are in the table beside it. */
export function ShareBands(props: ChartProps & Bands): VNode {
  const { id, series, bands } = props;
  return (
    <figure class="chart">
      <Patterns id={id} />
      {(["wide", "narrow"] as const).map((kind) => (
        <Drawing
          {...props}
          key={kind}
          id={`${id}-${kind}`}
          kind={kind}
          width={FRAMES[kind].width}
          height={bands.length * BAND.step}
        >
          {bands.map((band, row) => (
            <BandParts
              key={band.label}
              id={id}
              series={series}
              band={band}
              top={row * BAND.step}
              width={FRAMES[kind].width}
            />
          ))}
        </Drawing>
      ))}
      <Legend id={id} series={series} />
    </figure>
  );
}

function BandParts(props: {
  readonly id: string;
  readonly series: readonly Series[];
  readonly band: Bands["bands"][number];
  readonly top: number;
  readonly width: number;
}): VNode {
  const { id, series, top, width } = props;
  const { label, values } = props.band;
  const x = scaleLinear(
    [
      0,
      Math.max(
        1,
        values.reduce((sum, value) => sum + value, 0),
      ),
    ],
    [0, width],
  );
  return (
    <g>
      <text class="chart-tick" x={0} y={top + 13}>
        {label}
      </text>
      {values.map((value, at) => (
        <rect
          key={series[at]?.label}
          class="chart-part"
          fill={`url(#${id}-${series[at]?.tone ?? "plain"})`}
          x={tenth(x(values.slice(0, at).reduce((sum, one) => sum + one, 0)))}
          y={top + 18}
          width={tenth(x(value))}
          height={BAND.height}
        />
      ))}
    </g>
  );
}

function Drawing(
  props: ChartProps & {
    readonly kind: "wide" | "narrow";
    readonly width: number;
    readonly height: number;
    readonly children: ComponentChildren;
  },
): VNode {
  const { id, title, description, kind, width, height, children } = props;
  return (
    <svg
      class={`chart-drawing chart-${kind}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-t ${id}-d`}
    >
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{description}</desc>
      {children}
    </svg>
  );
}

/** Patterns stand apart from the drawings: one that is not shown lends nothing. */
function Patterns({ id }: { readonly id: string }): VNode {
  return (
    <svg class="chart-patterns" width="0" height="0" aria-hidden="true">
      <defs>
        {TONES.map((tone) => (
          <Pattern key={tone} id={`${id}-${tone}`} tone={tone} />
        ))}
      </defs>
    </svg>
  );
}

/** A ground in the tone's colour, and strokes of its own: told apart without colour, and on paper. */
function Pattern({ id, tone }: { readonly id: string; readonly tone: Tone }): VNode {
  return (
    <pattern id={id} class={`tone-${tone}`} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="tone-ground" width="6" height="6" />
      {tone === "calm" ? <path class="tone-stroke" d="M0 3h6" /> : null}
      {tone === "bad" ? <path class="tone-stroke" d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" /> : null}
      {tone === "hold" ? <circle class="tone-dot" cx="3" cy="3" r="1.3" /> : null}
      {tone === "deep" ? <path class="tone-stroke" d="M-1 -1L7 7M-1 5L1 7M5 -1L7 1" /> : null}
      {tone === "plain" ? <path class="tone-stroke" d="M3 0v6" /> : null}
      {tone === "other" ? <path class="tone-stroke" d="M0 3h6M3 0v6" /> : null}
    </pattern>
  );
}

function Legend({
  id,
  series,
}: {
  readonly id: string;
  readonly series: readonly Series[];
}): VNode {
  return (
    <figcaption class="chart-legend">
      {series.map(({ label, tone }) => (
        <span key={label}>
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <rect class="chart-part" width="14" height="14" fill={`url(#${id}-${tone})`} />
          </svg>
          {label}
        </span>
      ))}
    </figcaption>
  );
}

/** A tenth of a unit is finer than any screen, and keeps the page small. */
function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
