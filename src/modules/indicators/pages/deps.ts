import type { App } from "#app-kit";
import type { Calendars } from "#modules/deadlines";
import type { Exchange } from "#platform/http";
import type { Frame } from "#ui";

/** What the pages of this module are handed by the composition root. */
export interface IndicatorDeps {
  readonly calendars: Calendars;
  /** The procedures of this installation. */
  apps(): readonly App[];
  frame(exchange: Exchange): Frame;
  /** True while the demo city's year is still being loaded. */
  isLoading(): boolean;
}

/** Pages that both the public and officials see differ by their frame and their tabs. */
export function isStaff(exchange: Exchange): boolean {
  return exchange.path.startsWith("/can-bo");
}
