import type { VNode } from "preact";
import type { Holder } from "#modules/organisation";
import { type Exchange, officialSession } from "#platform/http";
import { Banner } from "#ui";
import { wordsIn } from "../words.ts";

/** Whose work this is, for whoever stands in by delegation: everything done here is done for them. */
export function StandsInFor(props: {
  readonly exchange: Exchange;
  readonly holders: readonly Pick<Holder, "officialId" | "name" | "positionId">[];
}): VNode | null {
  const { exchange, holders } = props;
  const { actor, positions, title } = officialSession(exchange);
  const isDelegated = positions?.some((one) => one.isCurrent && one.isDelegated) ?? false;
  if (!isDelegated || actor.kind !== "official") return null;
  const names = holders
    .filter((one) => one.positionId === actor.positionId && one.officialId !== actor.officialId)
    .map((one) => one.name);
  return (
    <Banner
      kind="info"
      title={`${wordsIn(exchange.language)["work.stands-in"]} ${[names.join(", "), title].filter(Boolean).join(", ")}`}
    />
  );
}
