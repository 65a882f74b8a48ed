import type { VNode } from "preact";
import { folded } from "#kernel/vietnamese-text";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { Button, Field, LinkTo, Panel, renderPage, StaffPage, staffPlaces } from "#ui";
import { type FoundDossier, dossiersFound, SHORTEST_SEARCH } from "../find-store.ts";
import { paths } from "../paths.ts";
import { may, PERMISSIONS } from "../policy.ts";
import { dossierByPublicId } from "../store.ts";
import { wordsIn } from "../words.ts";
import type { PageDeps } from "./page-deps.ts";

/** One box for everything: dossiers, pages, and what can be done with the open dossier. Ctrl+K shows its answers over any page. */
export function findRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/tim",
      access: "official",
      handle: (exchange) => show(deps, exchange),
    },
  ];
}

interface Answer {
  readonly href: string;
  readonly label: string;
  readonly hint?: string;
}

async function show(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const text = (query.get("q") ?? "").trim().slice(0, 100);
  const { open, found } = await asOfficial(exchange, async (tx) => {
    const session = officialSession(exchange);
    const at = await dossierByPublicId(tx, query.get("ho-so") ?? "");
    const sees = session.roles.some((role) => SEEING.includes(role));
    return {
      open: at !== undefined && may(session, "see", at) ? at : undefined,
      found:
        sees && text.length >= SHORTEST_SEARCH
          ? await dossiersFound(tx, session.tenantIds, session.appIds, text)
          : [],
    };
  });
  const fits = ({ label }: Answer): boolean => folded(label).includes(folded(text));
  const acts = open === undefined ? [] : actsOn(exchange, open.publicId).filter(fits);
  const places = staffPlaces(language, officialSession(exchange).roles).filter(fits);
  const dossiers = found.map((one) => dossierAnswer(exchange, one));
  const isEmpty = acts.length + places.length + dossiers.length === 0;
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["find.title"]} current={paths.find()}>
      <h1>{words["find.title"]}</h1>
      <p class="lead">{words["find.lead"]}</p>
      <form
        method="get"
        action={paths.find()}
        class="filters"
        role="search"
        aria-label={words["find.title"]}
      >
        {open === undefined ? null : <input type="hidden" name="ho-so" value={open.publicId} />}
        <Field id="q" label={words["find.query"]} value={text} />
        <Button kind="secondary">{words["find.go"]}</Button>
      </form>
      <div id="tim-ket-qua">
        <Answers title={words["find.acts"]} answers={acts} />
        <Answers title={words["find.dossiers"]} answers={dossiers} />
        <Answers title={words["find.pages"]} answers={places} />
        {isEmpty ? <p class="hint">{words["find.none"]}</p> : null}
        {text !== "" && text.length < SHORTEST_SEARCH ? (
          <p class="hint">{words["find.short"]}</p>
        ) : null}
      </div>
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

const SEEING: readonly string[] = PERMISSIONS.see;

function dossierAnswer({ language }: Exchange, one: FoundDossier): Answer {
  return {
    href: paths.staffDossier(one.publicId),
    label: `${one.code} · ${one.title}`,
    hint: `${one.applicantName} · ${wordsIn(language)[`state.${one.state}`]}`,
  };
}

/** The parts of a dossier's page, by name; what the position may not do there is not on that page either. */
function actsOn({ language }: Exchange, publicId: string): readonly Answer[] {
  const words = wordsIn(language);
  const at = paths.staffDossier(publicId);
  return [
    { href: `${at}#viec`, label: words["desk.acts"] },
    { href: `${at}#trao-doi`, label: words["desk.comments"] },
    { href: `${at}#thoi-han`, label: words["dossier.deadline"] },
    { href: `${at}#giay-to`, label: words["dossier.papers"] },
    { href: `${at}#quy-trinh`, label: words["desk.process"] },
    { href: `${at}#tien-trinh`, label: words["desk.history"] },
  ];
}

function Answers(props: {
  readonly title: string;
  readonly answers: readonly Answer[];
}): VNode | null {
  const { title, answers } = props;
  if (answers.length === 0) return null;
  return (
    <Panel title={title}>
      <ul class="answers">
        {answers.map((one) => (
          <li key={one.href}>
            <LinkTo href={one.href}>{one.label}</LinkTo>
            {one.hint === undefined ? null : <span class="hint">{one.hint}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
