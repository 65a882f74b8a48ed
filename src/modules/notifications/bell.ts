import type { Exchange, Route } from "#platform/http";
import { asReader } from "./as-reader.ts";
import { unreadFor } from "./notices.ts";

/** The unread number that every frame shows, asked for once before a page is made. */
export interface Bell {
  /** Undefined when nobody is signed in, and where no page was asked for. */
  unread(exchange: Exchange): number | undefined;
  /** The same route, with the number at hand. Sent forms answer with another page and need none. */
  counted(route: Route): Route;
}

export function createBell(): Bell {
  const counts = new WeakMap<Exchange, number>();
  return {
    unread: (exchange) => counts.get(exchange),
    counted: (route) => (route.method === "GET" ? withCount(route, counts) : route),
  };
}

function withCount(route: Route, counts: WeakMap<Exchange, number>): Route {
  return {
    ...route,
    handle: async (exchange) => {
      const count = await asReader(exchange, unreadFor);
      if (count !== undefined) counts.set(exchange, count);
      return route.handle(exchange);
    },
  };
}
