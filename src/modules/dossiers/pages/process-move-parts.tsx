import type { VNode } from "preact";
import type { App } from "#app-kit";
import { type CalendarDay, formatDay } from "#kernel/calendar-day";
import { type Tx, withTenant } from "#platform/database";
import { type Exchange, officialSession } from "#platform/http";
import { Button, DataTable, Field, LinkTo, Panel, Select, When } from "#ui";
import type { PublishedApp } from "../deps.ts";
import type { WaitingStep } from "../order-process-move.ts";
import { paths } from "../paths.ts";
import type { Caller } from "../policy.ts";
import type { MoveAsked, NoPlace } from "../process-move.ts";
import type { ProcessMove } from "../process-move-store.ts";
import type { Words } from "../words.ts";
import type { PageDeps } from "./page-deps.ts";

export interface Place {
  readonly published: PublishedApp;
  readonly app: App;
  readonly tenants: readonly { readonly id: string; readonly name: string }[];
  readonly tenantId: string;
}

/** The procedure of the address and the records chosen among those the administrator answers for; others do not exist. */
export async function placeOf(
  deps: PageDeps,
  exchange: Exchange,
  sent: URLSearchParams,
): Promise<Place | undefined> {
  const session = officialSession(exchange);
  const published = deps.dossiers.apps.get(exchange.params["app"] ?? "");
  const tenants = await deps.administeredTenants(exchange, session);
  const wanted = sent.get("co-quan") ?? tenants[0]?.id;
  const tenantId = tenants.find((one) => one.id === wanted)?.id;
  if (published === undefined || tenantId === undefined) return undefined;
  return { published, app: published.app, tenants, tenantId };
}

export function inRecords<T>(
  exchange: Exchange,
  tenantId: string,
  work: (tx: Tx, caller: Caller) => Promise<T>,
): Promise<T> {
  const { actor, roles, appIds } = officialSession(exchange);
  const tenantIds = [tenantId];
  const caller: Caller = { actor, roles, tenantIds, ...(appIds === undefined ? {} : { appIds }) };
  return withTenant(exchange.db, caller, (tx) => work(tx, caller));
}

export interface NamedProcess {
  readonly hash: string;
  readonly label: string;
}

/** Processes of a procedure, each once, called after the editions that have it; the newest first. */
export function processesOfLine(published: PublishedApp, words: Words): readonly NamedProcess[] {
  const days = new Map<string, CalendarDay[]>();
  for (const [from, hash] of published.processes)
    days.set(hash, [...(days.get(hash) ?? []), from].toSorted());
  return [...days]
    .toSorted(([, one], [, other]) => ((one.at(-1) ?? "") < (other.at(-1) ?? "") ? 1 : -1))
    .map(([hash, of]) => ({
      hash,
      label: `${words["moves.since"]} ${of.map((one) => formatDay(one)).join(", ")}`,
    }));
}

/** Of a step's `b.<id>` fields what was chosen; an empty one is no choice. */
export function mappingIn(sent: URLSearchParams): MoveAsked["mapping"] {
  return Object.fromEntries(
    [...sent]
      .filter(([name, value]) => name.startsWith("b.") && value !== "")
      .map(([name, value]) => [name.slice(2), value]),
  );
}

export function whyWords(steps: readonly NoPlace[], words: Words): string {
  return steps.map(({ name, why }) => `${name}: ${words[`moves.why.${why}`]}`).join("; ");
}

export function ChoiceForm(props: {
  readonly place: Place;
  readonly asked: MoveAsked;
  readonly processes: readonly NamedProcess[];
  readonly words: Words;
}): VNode {
  const { place, asked, processes, words } = props;
  const options = processes.map(({ hash, label }) => ({ value: hash, label }));
  return (
    <form method="get" action={paths.processMoves(place.app.id)} class="filters">
      {place.tenants.length > 1 ? (
        <Select
          id="co-quan"
          label={words["moves.agency"]}
          value={place.tenantId}
          options={place.tenants.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <Select id="tu" label={words["moves.from"]} value={asked.fromHash} options={options} />
      <Select id="den" label={words["moves.to"]} value={asked.toHash} options={options} />
      <Button kind="secondary">{words["moves.choose"]}</Button>
    </form>
  );
}

/** The choice as hidden fields of the forms that follow it. */
export function Chosen(props: { readonly place: Place; readonly asked: MoveAsked }): VNode {
  const { place, asked } = props;
  return (
    <>
      <input type="hidden" name="co-quan" value={place.tenantId} />
      <input type="hidden" name="tu" value={asked.fromHash} />
      <input type="hidden" name="den" value={asked.toHash} />
    </>
  );
}

export function StepsForm(props: {
  readonly place: Place;
  readonly asked: MoveAsked;
  readonly steps: readonly WaitingStep[];
  readonly isPartial: boolean;
  readonly error: string | undefined;
  readonly words: Words;
}): VNode {
  const { place, asked, steps, words, error } = props;
  return (
    <Panel title={words["moves.steps"]} id="buoc">
      {steps.length === 0 ? <p>{words["moves.steps-none"]}</p> : null}
      {props.isPartial ? <p class="hint">{words["moves.at-least"]}</p> : null}
      {steps.length === 0 ? null : (
        <form method="get" action={paths.processMoves(place.app.id)}>
          <Chosen {...{ place, asked }} />
          {steps.map((step) => (
            <Select
              key={step.id}
              id={`b.${step.id}`}
              label={words["moves.place-of"]
                .replace("{step}", step.name)
                .replace("{count}", String(step.waiting))}
              value={step.place}
              blank={words["moves.no-place"]}
              error={step.place === undefined ? error : undefined}
              options={step.places.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ))}
          <Button kind="secondary">{words["moves.try"]}</Button>
        </form>
      )}
    </Panel>
  );
}

export function Refusals(props: {
  readonly caption: string;
  readonly empty: string;
  readonly rows: readonly { readonly code: string; readonly steps: readonly NoPlace[] }[];
  readonly words: Words;
}): VNode {
  const { caption, empty, rows, words } = props;
  return (
    <DataTable
      caption={caption}
      empty={empty}
      columns={[
        { key: "code", label: words["moves.dossier"] },
        { key: "why", label: words["moves.why"] },
      ]}
      rows={rows.map(({ code, steps }) => ({
        id: code,
        code: <span class="num">{code}</span>,
        why: whyWords(steps, words),
      }))}
    />
  );
}

export function OrderForm(props: {
  readonly place: Place;
  readonly asked: MoveAsked;
  readonly steps: readonly WaitingStep[];
  readonly typed: URLSearchParams;
  readonly wrong: { readonly fieldId: string; readonly text: string } | undefined;
  readonly words: Words;
}): VNode {
  const { place, asked, steps, typed, wrong, words } = props;
  const errorOf = (id: string) => (wrong?.fieldId === id ? wrong.text : undefined);
  return (
    <Panel title={words["moves.order-title"]} id="quyet-dinh">
      <form method="post" action={paths.processMoves(place.app.id)}>
        <Chosen {...{ place, asked }} />
        {steps.map(({ id, place: to }) => (
          <input key={id} type="hidden" name={`b.${id}`} value={to ?? ""} />
        ))}
        <Field
          id="so-quyet-dinh"
          label={words["moves.decision"]}
          hint={words["moves.decision-hint"]}
          value={typed.get("so-quyet-dinh") ?? ""}
          maxlength={200}
          error={errorOf("so-quyet-dinh")}
        />
        <Field
          id="ly-do"
          label={words["moves.reason"]}
          rows={3}
          value={typed.get("ly-do") ?? ""}
          maxlength={1000}
          error={errorOf("ly-do")}
        />
        <p class="hint">{words["moves.submit-hint"]}</p>
        <Button>{words["moves.submit"]}</Button>
      </form>
    </Panel>
  );
}

export function Moves(props: {
  readonly place: Place;
  readonly moves: readonly ProcessMove[];
  readonly words: Words;
}): VNode {
  const { place, moves, words } = props;
  return (
    <DataTable
      caption={words["moves.history"]}
      empty={words["moves.history-none"]}
      columns={[
        { key: "decision", label: words["moves.decision"] },
        { key: "at", label: words["moves.ordered"] },
        { key: "by", label: words["moves.by"] },
        { key: "state", label: words["moves.state"] },
        { key: "moved", label: words["moves.moved"], isNumber: true },
        { key: "refused", label: words["moves.refused"], isNumber: true },
      ]}
      rows={moves.map((move) => ({
        id: move.id,
        decision: <LinkTo href={paths.processMove(place.app.id, move)}>{move.decision}</LinkTo>,
        at: <When at={move.orderedAt} />,
        by: move.orderedName,
        state: words[move.finishedAt === null ? "moves.running" : "moves.finished"],
        moved: move.moved,
        refused: move.refused,
      }))}
    />
  );
}
