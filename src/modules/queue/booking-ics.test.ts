import { expect, test } from "vitest";
import { calendarFile } from "./booking-ics.ts";

const file = {
  booking: {
    id: "01900000-0000-7000-8000-000000000001",
    code: "K7M2QX9P",
    startsAt: new Date("2025-05-06T09:00:00+07:00"),
    version: 2,
    state: "booked",
  },
  minutes: 30,
  summary: "Đăng ký kinh doanh; một cửa, tầng 1",
  place:
    "Bộ phận Một cửa Ủy ban nhân dân Quận 1, Thành phố Hồ Chí Minh, số 47 Lê Duẩn, phường Bến Nghé",
  url: "https://motcua.example/lich-hen/abc",
  writtenAt: new Date("2025-04-25T03:00:00Z"),
} as const;

test("nine o'clock in Vietnam stands in the calendar as two in the morning UTC, for half an hour", () => {
  const text = calendarFile(file);

  expect(text).toContain("DTSTART:20250506T020000Z\r\nDTEND:20250506T023000Z");
  expect(text).toContain("SEQUENCE:2\r\nSTATUS:CONFIRMED");
  expect(text.startsWith("BEGIN:VCALENDAR\r\n") && text.endsWith("END:VCALENDAR\r\n")).toBe(true);
});

test("no line is longer than 75 octets, no Vietnamese letter is cut, and what is unfolded is what was meant", () => {
  const text = calendarFile(file);
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const whole = text.replaceAll("\r\n ", "");

  expect(whole).toContain(String.raw`SUMMARY:Đăng ký kinh doanh\; một cửa\, tầng 1 (K7M2QX9P)`);
  expect(whole).toContain(String.raw`LOCATION:Bộ phận Một cửa Ủy ban nhân dân Quận 1\, Thành phố`);
});

test("a cancelled visit tells the calendar so", () => {
  const cancelled = { ...file, booking: { ...file.booking, state: "cancelled" } as const };
  expect(calendarFile(cancelled)).toContain("STATUS:CANCELLED");
});
