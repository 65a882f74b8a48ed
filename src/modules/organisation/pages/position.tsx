import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { Button, Panel, Radios, renderPage, StaffPage } from "#ui";
import { actIn } from "../acting-position.ts";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";
import { officialOf, type OrganisationPageDeps } from "./deps.ts";

/** `/can-bo/vi-tri`: an official who holds or stands in for several positions chooses the one to act in. */
export function positionRoutes(deps: OrganisationPageDeps): readonly Route[] {
  const guard = { path: paths.position(), access: "official" } as const;
  return [
    { ...guard, method: "GET", handle: async (exchange) => show(deps, exchange) },
    { ...guard, method: "POST", handle: change },
  ];
}

async function change(exchange: Exchange): Promise<Reply> {
  const { db, now, form } = exchange;
  const { session, actor } = officialOf(exchange);
  const positionId = form.get("vi-tri") ?? "";
  if (!session.positions?.some((one) => one.positionId === positionId)) return { kind: "missing" };
  const who = { officialId: actor.officialId, sessionId: session.id };
  const changed = await withDoor(db, "directory", (tx) => actIn(tx, now, who, positionId));
  return changed ? { kind: "redirect", to: "/can-bo/viec" } : { kind: "missing" };
}

function show(deps: OrganisationPageDeps, exchange: Exchange): Reply {
  const words = wordsIn(exchange.language);
  const { session, actor } = officialOf(exchange);
  const positions = session.positions ?? [];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["position.title"]} current={paths.position()}>
      <h1>{words["position.title"]}</h1>
      <p class="lead">{words["position.lead"]}</p>
      <Panel title={words["position.legend"]} id="tu-cach">
        {positions.length > 1 ? (
          <form method="post" action={paths.position()}>
            <Radios
              id="vi-tri"
              label={words["position.legend"]}
              value={actor.positionId}
              options={positions.map((one) => ({
                value: one.positionId,
                label: `${one.title}${one.isDelegated ? ` (${words["position.delegated"]})` : ""}`,
                hint: `${one.unitName}, ${one.agencyName}`,
              }))}
            />
            <Button>{words["position.act"]}</Button>
          </form>
        ) : (
          <p>
            {words["position.one"]} {session.title}, {session.agencyName}
          </p>
        )}
      </Panel>
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}
