import type { MinuteRange } from "./office-hours.ts";

/** Ranges as people type them, `7:30-11:30, 13:00-17:00`, in order and without overlap; undefined when they are not. */
export function rangesIn(text: string): readonly MinuteRange[] | undefined {
  if (text.trim() === "") return [];
  const ranges: MinuteRange[] = [];
  for (const part of text.split(/[,;]/u)) {
    const [from, until, ...more] = part.split(/[-–]/u).map(minuteIn);
    if (from === undefined || until === undefined || more.length > 0) return undefined;
    if (from >= until || from < (ranges.at(-1)?.[1] ?? 0)) return undefined;
    ranges.push([from, until]);
  }
  return ranges;
}

function minuteIn(text: string): number | undefined {
  const match = /^\s*(\d{1,2})[:hg](\d{2})\s*$/u.exec(text);
  if (match === null) return undefined;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minute <= 1440 ? minute : undefined;
}

/** The same, as it is typed. */
export function rangesText(ranges: readonly MinuteRange[]): string {
  return ranges.map(([from, until]) => `${clockText(from)}-${clockText(until)}`).join(", ");
}

function clockText(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
