import type { Booking } from "./booking.ts";

export interface CalendarFile {
  readonly booking: Pick<Booking, "id" | "code" | "startsAt" | "version" | "state">;
  readonly minutes: number;
  readonly summary: string;
  readonly place: string;
  readonly url: string;
  readonly writtenAt: Date;
}

/** The visit as an iCalendar file (RFC 5545): one event in UTC, the same identifier after a move, cancelled when it is. */
export function calendarFile(file: CalendarFile): string {
  const { booking, minutes, summary, place, url, writtenAt } = file;
  const until = new Date(booking.startsAt.getTime() + minutes * 60_000);
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//HCM-eGOV//Lich hen//VI",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${booking.id}@hcm-egov`,
    `SEQUENCE:${booking.version}`,
    `STATUS:${booking.state === "booked" || booking.state === "arrived" ? "CONFIRMED" : "CANCELLED"}`,
    `DTSTAMP:${stamp(writtenAt)}`,
    `DTSTART:${stamp(booking.startsAt)}`,
    `DTEND:${stamp(until)}`,
    `SUMMARY:${escaped(`${summary} (${booking.code})`)}`,
    `LOCATION:${escaped(place)}`,
    `URL:${url}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]
    .map(folded)
    .join("\r\n");
}

function stamp(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d{3}/gu, "");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/gu, (sign) => `\\${sign}`).replaceAll(/\r?\n/gu, "\\n");
}

const LINE_OCTETS = 75;

/** Lines of at most 75 octets; a letter of several octets is never cut. */
function folded(line: string): string {
  const lines: string[] = [""];
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > LINE_OCTETS) {
      lines.push(" ");
      octets = 1;
    }
    lines[lines.length - 1] += letter;
    octets += size;
  }
  return lines.join("\r\n");
}
