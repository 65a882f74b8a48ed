import type { VNode } from "preact";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Button,
  DataTable,
  EmptyState,
  type Language,
  Light,
  LinkTo,
  Pager,
  renderPage,
  StaffPage,
  When,
} from "#ui";
import { handOverText, type PaperHandOver } from "../hand-over.ts";
import { handOverRows } from "../hand-over-store.ts";
import { paths } from "../paths.ts";
import { mayWith, PAPER_PERMISSIONS } from "../policy.ts";
import { unitOf } from "../unit-of.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { officialOf, type PaperPageDeps, readPlace, writePlace } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

const PAGE = 25;

/** `/can-bo/ho-so-giay/ban-giao`: what waits for one's own unit first, then every slip of the office. */
export function handOversRoute(deps: PaperPageDeps): Route {
  return {
    method: "GET",
    path: paths.handOvers(),
    access: "official",
    roles: PAPER_PERMISSIONS["hand-over answer"],
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const { language, query, now } = exchange;
  const words = wordsIn(language);
  const { tenantIds, roles } = officialSession(exchange);
  const after = readPlace(query.get("sau"));
  const { unit, waiting, found } = await asOfficial(exchange, async (tx) => {
    const own = await unitOf(tx, officialOf(exchange), now);
    return {
      unit: own,
      waiting: await handOverRows(tx, tenantIds, { waitingFor: own, limit: PAGE }),
      found: await handOverRows(tx, tenantIds, {
        limit: PAGE + 1,
        ...(after === undefined ? {} : { after }),
      }),
    };
  });
  const slips = found.slice(0, PAGE);
  const last = slips.at(-1);
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["slips.title"]}
      current={paths.folders()}
      actions={
        mayWith(roles, "hand-over make") ? (
          <Button href={paths.newHandOver()}>{words["slips.new"]}</Button>
        ) : undefined
      }
    >
      <h1>{words["slips.title"]}</h1>
      <Tabs words={words} roles={roles} current={paths.handOvers()} />
      <h2>{filled(words["slips.waiting"], { unit })}</h2>
      <SlipTable
        {...{ words, language }}
        slips={waiting}
        caption={words["slips.waiting-caption"]}
        empty={words["slips.none-waiting"]}
      />
      <h2>{words["slips.all"]}</h2>
      {slips.length === 0 ? (
        <EmptyState title={words["slips.empty"]} text={words["slips.empty-text"]} />
      ) : (
        <SlipTable {...{ slips, words, language }} caption={words["slips.caption"]} empty="" />
      )}
      <Pager
        next={
          found.length > PAGE && last !== undefined
            ? `${paths.handOvers()}?sau=${writePlace(last.madeAt, last.id)}`
            : undefined
        }
        first={query.has("sau") ? paths.handOvers() : undefined}
        language={language}
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function SlipTable(props: {
  readonly slips: readonly PaperHandOver[];
  readonly words: Words;
  readonly language: Language;
  readonly caption: string;
  readonly empty: string;
}): VNode {
  const { slips, words, language, caption, empty } = props;
  return (
    <DataTable
      caption={caption}
      empty={empty}
      columns={[
        { key: "number", label: words["col.slip"] },
        { key: "from", label: words["col.from"] },
        { key: "to", label: words["col.to"] },
        { key: "state", label: words["col.state"] },
        { key: "at", label: words["col.made"] },
      ]}
      rows={slips.map((one) => ({
        id: one.id,
        number: <LinkTo href={paths.handOver(one.publicId)}>{handOverText(one)}</LinkTo>,
        from: `${one.fromUnit} · ${one.madeName}`,
        to: one.toUnit,
        state: <SlipLight slip={one} language={language} />,
        at: <When at={one.madeAt} />,
      }))}
    />
  );
}

export function SlipLight(props: {
  readonly slip: PaperHandOver;
  readonly language: Language;
}): VNode {
  const { slip, language } = props;
  const words = wordsIn(language);
  return slip.openItems === 0 ? (
    <Light state="done" words={words["slip.done"]} />
  ) : (
    <Light state="near" words={filled(words["slip.open"], { count: slip.openItems })} />
  );
}
