import type { Actor } from "#kernel/actor";
import { dayIn, type CalendarDay, typedDay } from "#kernel/calendar-day";
import type { Exchange, Session } from "#platform/http";
import type { Frame } from "#ui";

export interface Procedure {
  readonly id: string;
  readonly title: { readonly vi: string; readonly en: string };
}

/** What the pages of this module are handed by the composition root. */
export interface OrganisationPageDeps {
  frame(exchange: Exchange): Frame;
  /** The procedures a delegation can be limited to. */
  procedures(): readonly Procedure[];
  /** Somebody was let act in a position: they are told. */
  onDelegated(exchange: Exchange, delegationId: string): Promise<void>;
}

type Official = Extract<Actor, { kind: "official" }>;

export function officialOf(exchange: Exchange): { session: Session; actor: Official } {
  const { session } = exchange;
  if (session?.actor.kind !== "official") throw new Error("this page is for officials");
  return { session, actor: session.actor };
}

/** The day asked for; today where none or none that exists was. */
export function dayAsked({ query, now }: Exchange): { on: CalendarDay; isWrong: boolean } {
  const typed = (query.get("ngay") ?? "").trim();
  const on = typedDay(typed);
  return { on: on ?? dayIn(now), isWrong: typed !== "" && on === undefined };
}
