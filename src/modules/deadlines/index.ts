export { type ApologyRule, apologyRuleOn } from "./apology-rule.ts";
export { type Calendars, createCalendars, type DatedTime } from "./calendars.ts";
export {
  type ClockEvent,
  type ClockPurpose,
  type ClockRefusal,
  type ClockView,
  termOf,
} from "./clock.ts";
export { type AlarmFact, fireDueAlarms } from "./fire-alarms.ts";
export { clocksOfMany } from "./store.ts";
export { deadlineRoutes } from "./module.ts";
export type { DeadlinePageDeps } from "./pages/deps.ts";
export { type Edition, type EditionRefusal } from "./edition.ts";
export { DEADLINE_PERMISSIONS } from "./policy.ts";
export {
  type MovedClock,
  publishCalendar,
  recomputeOpenClocks,
  seedCalendar,
} from "./publish-calendar.ts";
export {
  clocksOf,
  type ExtensionDecision,
  extendClock,
  type NewTerm,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
} from "./run-clock.ts";
export { type PastClock, recordPastClocks } from "./store.ts";
export { paths as deadlinePaths } from "./paths.ts";
