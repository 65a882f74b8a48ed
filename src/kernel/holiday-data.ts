import { day } from "./calendar-day.ts";
import {
  type HolidayCalendar,
  holidayCalendar,
  type Source,
  type YearDecree,
} from "./holiday-calendar.ts";

const noticeOf = (year: number, certainty: Source["certainty"]): Source => ({
  document: `Thông báo nghỉ Tết Nguyên đán và Quốc khánh năm ${year}`,
  certainty,
});

/** The decrees an installation starts with. In a running city the database holds them and an administrator corrects them. */
export const STARTING_DECREES: readonly YearDecree[] = [
  {
    year: 2020,
    tetFirstDay: -2,
    nationalDayBeside: "after",
    swaps: [],
    source: noticeOf(2020, "M"),
  },
  {
    year: 2021,
    tetFirstDay: -2,
    nationalDayBeside: "after",
    swaps: [],
    source: noticeOf(2021, "M"),
  },
  {
    year: 2022,
    tetFirstDay: -1,
    nationalDayBeside: "before",
    swaps: [],
    source: noticeOf(2022, "M"),
  },
  {
    year: 2023,
    tetFirstDay: -2,
    nationalDayBeside: "before",
    swaps: [],
    source: noticeOf(2023, "M"),
  },
  {
    year: 2024,
    tetFirstDay: -2,
    nationalDayBeside: "after",
    swaps: [{ off: day("2024-04-29"), worked: day("2024-05-04") }],
    source: noticeOf(2024, "S"),
  },
  {
    year: 2025,
    tetFirstDay: -2,
    nationalDayBeside: "before",
    swaps: [{ off: day("2025-05-02"), worked: day("2025-04-26") }],
    source: noticeOf(2025, "S"),
  },
  {
    year: 2026,
    tetFirstDay: -1,
    nationalDayBeside: "before",
    swaps: [
      { off: day("2026-01-02"), worked: day("2026-01-10") },
      { off: day("2026-08-31"), worked: day("2026-08-22") },
    ],
    extra: [{ on: day("2026-11-24"), vi: "Ngày Văn hóa Việt Nam", en: "Vietnam Culture Day" }],
    source: noticeOf(2026, "M"),
  },
  {
    year: 2027,
    tetFirstDay: -2,
    nationalDayBeside: "after",
    swaps: [],
    source: noticeOf(2027, "M"),
  },
];

/** The calendar of Ho Chi Minh City as first known. */
export function startingCalendar(): HolidayCalendar {
  return holidayCalendar("hcm", "2026-1", STARTING_DECREES);
}
