import type { VNode } from "preact";
import { deadlineLight } from "#kernel/explain-clock";
import type { WorkingTime } from "#kernel/office-hours";
import { type Holder, holdersOf, unitsActing } from "#modules/organisation";
import type { Tx } from "#platform/database";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  DataTable,
  FigureTiles,
  Light,
  LinkTo,
  momentText,
  Panel,
  renderPage,
  StaffPage,
} from "#ui";
import { waitsForApplicant } from "../dossier.ts";
import { morningMoments, WORKING_ROLES } from "../morning.ts";
import {
  type HeldFigures,
  heldFigures,
  MOST_COUNTED,
  type MorningFigures,
  morningFigures,
} from "../morning-store.ts";
import { paths } from "../paths.ts";
import { agencyOf, mayOversee } from "../policy.ts";
import { type WorklistRow, worklistRows } from "../store.ts";
import { type WordKey, wordsIn } from "../words.ts";
import type { PageDeps } from "./page-deps.ts";
import { NOBODY } from "./worklist-query.ts";

/** The page a head or leader opens the day with; for everyone else it is not there. */
export function morningRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/hom-nay",
      access: "official",
      handle: (exchange) => show(deps, exchange),
    },
  ];
}

const FIRST_ROWS = 10;

interface Morning {
  readonly figures: MorningFigures;
  readonly officials: readonly (Working & { readonly held: HeldFigures | undefined })[];
  readonly first: readonly WorklistRow[];
  readonly time: WorkingTime;
}

async function show(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const session = officialSession(exchange);
  if (!mayOversee(session)) return { kind: "missing" };
  const { language, now } = exchange;
  const words = wordsIn(language);
  const morning = await asOfficial(exchange, (tx) => morningOf(tx, deps, exchange));
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["morning.title"]} current={paths.morning()}>
      <h1>{words["morning.title"]}</h1>
      <p class="lead">
        {words["morning.lead"]} <span class="num">{momentText(now)}</span>
      </p>
      <FiguresPanel {...{ exchange, morning }} />
      <FirstPanel {...{ exchange, morning }} />
      <OfficialsPanel {...{ exchange, morning }} />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

async function morningOf(tx: Tx, deps: PageDeps, exchange: Exchange): Promise<Morning> {
  const { now } = exchange;
  const session = officialSession(exchange);
  const { tenantIds, appIds, actor } = session;
  const { time } = await deps.dossiers.calendars.workingTime(tx, now, agencyOf(session));
  const moments = morningMoments(now, time);
  const scope = { tenantIds, roles: WORKING_ROLES, appIds };
  const own = actor.kind === "official" ? actor.officialId : "";
  const officials = await officialsOf(tx, agencyOf(session), now);
  const ids = officials.map((one) => one.officialId);
  const held = ids.length === 0 ? [] : await heldFigures(tx, scope, moments, ids);
  const byId = new Map(held.map((one) => [one.officialId, one]));
  return {
    time,
    figures: await morningFigures(tx, scope, moments, own),
    officials: officials.map((one) => ({ ...one, held: byId.get(one.officialId) })),
    first: await worklistRows(tx, tenantIds, {
      roles: WORKING_ROLES,
      ...(appIds === undefined ? {} : { appIds }),
      dueBefore: moments.endOfSecondDay,
      limit: FIRST_ROWS,
    }),
  };
}

export interface Working extends Holder {
  readonly unit: string;
}

/** Everyone who may work on dossiers of the agency today, each once, with the unit they act in. */
export async function officialsOf(tx: Tx, agencyId: string, now: Date): Promise<Working[]> {
  const found = new Map<string, Holder & { readonly role: string }>();
  const holders = await Promise.all(
    WORKING_ROLES.map((role) => holdersOf(tx, agencyId, role, now)),
  );
  for (const [at, role] of WORKING_ROLES.entries())
    for (const one of holders[at] ?? [])
      if (!found.has(one.officialId)) found.set(one.officialId, { ...one, role });
  const unitOf = await unitsActing(tx, agencyId, [...found.keys()], now);
  return [...found.values()].map((one) => ({ ...one, unit: unitOf(one.role, one.officialId) }));
}

interface PartProps {
  readonly exchange: Exchange;
  readonly morning: Morning;
}

function FiguresPanel({ exchange, morning }: PartProps): VNode {
  const { figures } = morning;
  const { roles } = officialSession(exchange);
  const words = wordsIn(exchange.language);
  const whole = { cua: "co-quan" };
  const lines: readonly (readonly [WordKey, number, string])[] = [
    ...(roles.includes("leader")
      ? [["morning.to-sign", figures.toSign, paths.worklistOf({ buoc: "sign" })] as const]
      : []),
    ...(roles.includes("head")
      ? [["morning.to-review", figures.toReview, paths.worklist()] as const]
      : []),
    ["morning.late", figures.late, paths.worklistOf({ ...whole, han: "qua" })],
    ["morning.today", figures.today, paths.worklistOf({ ...whole, han: "nay" })],
    ["morning.soon", figures.soon, paths.worklistOf({ ...whole, han: "hai-ngay" })],
    ["morning.free", figures.free, paths.worklistOf({ ...whole, nguoi: NOBODY })],
  ];
  return (
    <Panel title={words["morning.agency"]} id="co-quan">
      <FigureTiles
        tiles={lines.map(([key, count, to]) => ({
          label: words[key],
          value: <Counted {...{ count, to, exchange }} about={words[key]} />,
          isUrgent: key === "morning.late" && count > 0,
        }))}
      />
    </Panel>
  );
}

/** A figure that leads to the dossiers behind it; none leads nowhere. */
function Counted(props: {
  readonly count: number;
  readonly to: string;
  readonly about: string;
  readonly exchange: Exchange;
}): VNode {
  const { count, to, about, exchange } = props;
  const words = wordsIn(exchange.language);
  if (count === 0) return <span class="num">0</span>;
  return (
    <LinkTo href={to} class="num">
      {count > MOST_COUNTED ? `${words["morning.more-than"]} ${MOST_COUNTED}` : String(count)}
      <span class="sr"> · {about}</span>
    </LinkTo>
  );
}

function OfficialsPanel({ exchange, morning }: PartProps): VNode {
  const words = wordsIn(exchange.language);
  const cell = (count: number, nguoi: string, name: string, han?: string): VNode => (
    <Counted
      count={count}
      to={paths.worklistOf({ cua: "co-quan", nguoi, ...(han === undefined ? {} : { han }) })}
      about={name}
      exchange={exchange}
    />
  );
  return (
    <Panel title={words["morning.officials"]} id="can-bo">
      <DataTable
        caption={words["morning.officials-caption"]}
        isCaptionHidden
        empty={words["morning.officials-none"]}
        columns={[
          { key: "name", label: words["morning.official"] },
          { key: "unit", label: words["morning.unit"] },
          { key: "late", label: words["morning.held-late"], isNumber: true },
          { key: "soon", label: words["morning.held-soon"], isNumber: true },
          { key: "open", label: words["morning.held-open"], isNumber: true },
        ]}
        rows={morning.officials.map(({ officialId: id, name, unit, held }) => ({
          id,
          name,
          unit,
          late: cell(held?.late ?? 0, id, name, "qua"),
          soon: String(held?.soon ?? 0),
          open: cell(held?.open ?? 0, id, name),
        }))}
      />
    </Panel>
  );
}

function FirstPanel({ exchange, morning }: PartProps): VNode {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const names = new Map(morning.officials.map((one) => [one.officialId, one.name]));
  return (
    <Panel
      title={words["morning.first"]}
      id="truoc"
      actions={<LinkTo href={paths.worklistOf({ cua: "co-quan" })}>{words["morning.all"]}</LinkTo>}
    >
      <DataTable
        caption={words["morning.first-caption"]}
        isCaptionHidden
        empty={words["morning.first-none"]}
        columns={[
          { key: "code", label: words["col.code"] },
          { key: "title", label: words["col.title"] },
          { key: "holder", label: words["col.holder"] },
          { key: "due", label: words["col.due"] },
        ]}
        rows={morning.first.map((row) => {
          const isPaused = waitsForApplicant(row.state);
          const light = deadlineLight(row.listDue, now, morning.time, isPaused);
          return {
            id: row.id,
            code: <LinkTo href={paths.staffDossier(row.publicId)}>{row.code}</LinkTo>,
            title: row.title,
            holder: row.holderId === null ? words["work.free"] : (names.get(row.holderId) ?? ""),
            due: <Light state={light.state} words={light.words[language]} />,
          };
        })}
      />
    </Panel>
  );
}
