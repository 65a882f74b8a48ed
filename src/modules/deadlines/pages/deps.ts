import { holidayCalendar, type HolidayCalendar } from "#kernel/holiday-calendar";
import { startingCalendar, STARTING_DECREES } from "#kernel/holiday-data";
import { USUAL_OFFICE_HOURS, type WorkingTime } from "#kernel/office-hours";
import { withTenant } from "#platform/database";
import type { Exchange } from "#platform/http";
import type { Frame } from "#ui";
import { latestEdition } from "../calendar-store.ts";
import type { Calendars } from "../calendars.ts";
import type { Edition } from "../edition.ts";
import { en } from "../messages.en.ts";
import { vi } from "../messages.vi.ts";

/** What the pages of this module are handed by the composition root. */
export interface DeadlinePageDeps {
  readonly calendars: Calendars;
  frame(exchange: Exchange): Frame;
  /** The agencies of a day, by name: hours belong to an agency, agencies to the organisation. */
  agencies(exchange: Exchange): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

export type Words = Readonly<Record<keyof typeof vi, string>>;

export function wordsIn(language: "vi" | "en"): Words {
  return language === "vi" ? vi : en;
}

const NOBODY = { tenantIds: [], actor: { kind: "public" } } as const;

export interface ShownEdition {
  readonly edition: Pick<Edition, "version" | "name" | "decrees" | "reason">;
  readonly publishedAt: Date | undefined;
  readonly calendar: HolidayCalendar;
}

/** The edition in force; before the first was published, what the installation starts with, as version 0. */
export async function shownEdition({ db }: Pick<Exchange, "db">): Promise<ShownEdition> {
  const edition = await withTenant(db, NOBODY, latestEdition);
  if (edition !== undefined)
    return {
      edition,
      publishedAt: edition.publishedAt,
      calendar: holidayCalendar("hcm", edition.name, edition.decrees),
    };
  const calendar = startingCalendar();
  return {
    edition: { version: 0, name: calendar.edition, decrees: STARTING_DECREES, reason: "" },
    publishedAt: undefined,
    calendar,
  };
}

/** The working time that due dates are counted in today. */
export function shownTime(
  calendars: Calendars,
  { db, now }: Pick<Exchange, "db" | "now">,
): Promise<WorkingTime> {
  return withTenant(db, NOBODY, async (tx) =>
    (await latestEdition(tx)) === undefined
      ? { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS }
      : (await calendars.workingTime(tx, now)).time,
  );
}
