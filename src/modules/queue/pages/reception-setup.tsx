import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { rangesText } from "#kernel/minute-ranges";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  DayText,
  EmptyState,
  ErrorSummary,
  Field,
  Panel,
  renderPage,
  Select,
  StaffPage,
} from "#ui";
import { type Desk, nameOf } from "../desk.ts";
import { allDesks } from "../desk-store.ts";
import { receptionOn, timetableOf } from "../offers.ts";
import { paths } from "../paths.ts";
import { QUEUE_PERMISSIONS } from "../policy.ts";
import {
  type Preview,
  previewOf,
  publishException,
  publishReception,
  withException,
  withReception,
} from "../publish-reception.ts";
import type { DayAtDesk } from "../reception.ts";
import {
  type ExceptionField,
  type ExceptionForm,
  FORM_DAYS,
  formOf,
  NUMBER_FIELDS,
  readException,
  readExceptionForm,
  readForm,
  readReception,
  type ReceptionField,
  type ReceptionForm,
} from "../reception-form.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import type { QueuePageDeps } from "./page-deps.ts";

/** `/can-bo/gio-tiep-nhan`: an administrator gives a desk its hours and slots, after seeing what changes and for whom. */
export function receptionRoutes(deps: QueuePageDeps): readonly Route[] {
  const guard = {
    path: "/can-bo/gio-tiep-nhan",
    access: "official",
    roles: QUEUE_PERMISSIONS["reception publish"],
  } as const;
  return [
    { ...guard, method: "GET", handle: (exchange) => page(deps, exchange, {}) },
    { ...guard, method: "POST", handle: (exchange) => send(deps, exchange) },
  ];
}

interface State {
  readonly form?: ReceptionForm;
  readonly wrong?: readonly ReceptionField[];
  readonly exception?: ExceptionForm;
  readonly wrongException?: readonly ExceptionField[];
  readonly preview?: Preview;
}

/** An administrator's act on the records of one desk, after the role was judged. */
function at<T>(exchange: Exchange, desk: Desk, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { actor } = officialSession(exchange);
  return withTenant(exchange.db, { actor, tenantIds: [desk.tenantId] }, work);
}

async function deskIn(exchange: Exchange, slug: string | null): Promise<Desk | undefined> {
  const desks = await withDoor(exchange.db, "public-queue", allDesks);
  return slug === null ? desks[0] : desks.find((one) => one.slug === slug);
}

async function send(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const desk = await deskIn(exchange, exchange.form.get("ban"));
  if (desk === undefined) return { kind: "missing" };
  return exchange.form.get("viec")?.startsWith("ngay-") === true
    ? sendException(deps, exchange, desk)
    : sendReception(deps, exchange, desk);
}

async function sendReception(deps: QueuePageDeps, exchange: Exchange, desk: Desk): Promise<Reply> {
  const { now, form: sent } = exchange;
  const form = readForm(sent);
  const read = readReception(form);
  if (!read.ok) return page(deps, exchange, { form, wrong: read.error });
  const reception = read.value;
  if (reception.validFrom < dayIn(now)) return page(deps, exchange, { form, wrong: ["from"] });
  if (sent.get("viec") !== "cong-bo") {
    const preview = await at(exchange, desk, async (tx) => {
      const before = await timetableOf(tx, now, deps.calendars, desk);
      const after = withReception(before, reception);
      return previewOf(tx, now, desk, { before, after, from: reception.validFrom });
    });
    return page(deps, exchange, { form, preview });
  }
  const { actor, roles } = officialSession(exchange);
  const caller = { actor, roles, tenantIds: [desk.tenantId] };
  const done = await at(exchange, desk, (tx) =>
    publishReception(tx, now, deps.calendars, caller, { desk, reception }),
  );
  if (!done.ok) return { kind: "missing" };
  return { kind: "redirect", to: `${paths.reception(desk.slug)}&da=${done.value}` };
}

async function sendException(deps: QueuePageDeps, exchange: Exchange, desk: Desk): Promise<Reply> {
  const { now, form: sent } = exchange;
  const form = readExceptionForm(sent);
  const read = readException(form);
  if (!read.ok) return page(deps, exchange, { exception: form, wrongException: read.error });
  const exception = read.value;
  if (exception.onDay < dayIn(now))
    return page(deps, exchange, { exception: form, wrongException: ["ngay"] });
  if (sent.get("viec") !== "ngay-cong-bo") {
    const preview = await at(exchange, desk, async (tx) => {
      const before = await timetableOf(tx, now, deps.calendars, desk);
      const after = withException(before, exception);
      return previewOf(tx, now, desk, { before, after, from: exception.onDay });
    });
    return page(deps, exchange, { exception: form, preview });
  }
  const { actor, roles } = officialSession(exchange);
  const caller = { actor, roles, tenantIds: [desk.tenantId] };
  const done = await at(exchange, desk, (tx) =>
    publishException(tx, now, deps.calendars, caller, { desk, exception }),
  );
  if (!done.ok) return { kind: "missing" };
  return { kind: "redirect", to: `${paths.reception(desk.slug)}&da=${done.value}` };
}

async function page(deps: QueuePageDeps, exchange: Exchange, state: State): Promise<Reply> {
  const { language, now, query, form: sent } = exchange;
  const words = wordsIn(language);
  const desks = await withDoor(exchange.db, "public-queue", allDesks);
  const slug = sent.get("ban") ?? query.get("ban");
  const desk = slug === null ? desks[0] : desks.find((one) => one.slug === slug);
  if (slug !== null && desk === undefined) return { kind: "missing" };
  const current =
    desk === undefined
      ? undefined
      : await at(exchange, desk, async (tx) =>
          receptionOn(await timetableOf(tx, now, deps.calendars, desk), dayIn(now)),
        );
  const { wrong = [], wrongException = [], preview } = state;
  const errors = [
    ...wrong.map((name) => ({ fieldId: name, text: errorOf(words, name) })),
    ...wrongException.map((name) => ({ fieldId: name, text: exceptionErrorOf(words, name) })),
  ];
  const done = query.get("da");
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["hours.title"]}
      current="/can-bo/gio-tiep-nhan"
    >
      <h1>{words["hours.title"]}</h1>
      <p class="lead">{words["hours.lead"]}</p>
      <ErrorSummary errors={errors} language={language} />
      {done !== null && /^\d+$/u.test(done) ? (
        <Banner kind="success" title={filled(words["hours.done"], { count: done })} />
      ) : null}
      {desk === undefined ? (
        <EmptyState title={words["hours.title"]} text={words["queues.none"]} />
      ) : (
        <>
          <form method="get" action="/can-bo/gio-tiep-nhan" class="filters">
            <Select
              id="ban"
              label={words["hours.desk"]}
              value={desk.slug}
              options={desks.map((one) => ({ value: one.slug, label: nameOf(one, language) }))}
            />
            <Button kind="secondary">{words["sheet.show"]}</Button>
          </form>
          {preview === undefined ? null : (
            <PreviewPanel {...{ preview, words, language, desk, state }} />
          )}
          <WeekForm {...{ words, desk, wrong }} form={state.form ?? formOf(current, dayIn(now))} />
          <ExceptionPanel
            {...{ words, desk }}
            form={state.exception ?? { ngay: "", gio: "", "ly-do": "" }}
            wrong={wrongException}
          />
        </>
      )}
    </StaffPage>
  );
  return { kind: "page", status: errors.length > 0 ? 422 : 200, html: renderPage(view) };
}

function errorOf(words: Words, name: ReceptionField): string {
  if (name === "from") return words["hours.error-day"];
  if (name === "source") return words["hours.error-text"];
  return words[/^\d$/u.test(name) ? "hours.error-ranges" : "hours.error-number"];
}

function exceptionErrorOf(words: Words, name: ExceptionField): string {
  if (name === "ngay") return words["hours.error-day"];
  return words[name === "gio" ? "hours.error-ranges" : "hours.error-text"];
}

function WeekForm(props: {
  readonly form: ReceptionForm;
  readonly wrong: readonly ReceptionField[];
  readonly words: Words;
  readonly desk: Desk;
}): VNode {
  const { form, wrong, words, desk } = props;
  const error = (name: ReceptionField) => (wrong.includes(name) ? errorOf(words, name) : undefined);
  return (
    <Panel title={words["hours.week"]} id="tuan">
      <form method="post" action="/can-bo/gio-tiep-nhan">
        <input type="hidden" name="ban" value={desk.slug} />
        <Field
          id="from"
          type="date"
          label={words["hours.from"]}
          value={form.from}
          error={error("from")}
        />
        {FORM_DAYS.map((name, index) => (
          <Field
            key={name}
            id={name}
            label={words[`hours.${name}`]}
            hint={index === 0 ? words["hours.hint"] : undefined}
            value={form[name]}
            error={error(name)}
          />
        ))}
        {NUMBER_FIELDS.map((name) => (
          <Field
            key={name}
            id={name}
            label={words[`hours.${name}`]}
            value={form[name]}
            error={error(name)}
            inputmode="numeric"
            width={6}
          />
        ))}
        <Field
          id="source"
          label={words["hours.source"]}
          value={form.source}
          error={error("source")}
        />
        <Button name="viec" value="xem">
          {words["hours.preview"]}
        </Button>
      </form>
    </Panel>
  );
}

function ExceptionPanel(props: {
  readonly form: ExceptionForm;
  readonly wrong: readonly ExceptionField[];
  readonly words: Words;
  readonly desk: Desk;
}): VNode {
  const { form, wrong, words, desk } = props;
  const error = (name: ExceptionField) =>
    wrong.includes(name) ? exceptionErrorOf(words, name) : undefined;
  return (
    <Panel title={words["hours.exception"]} id="ngay-khac">
      <form method="post" action="/can-bo/gio-tiep-nhan">
        <input type="hidden" name="ban" value={desk.slug} />
        <Field
          id="ngay"
          type="date"
          label={words["hours.exception-day"]}
          value={form.ngay}
          error={error("ngay")}
        />
        <Field
          id="gio"
          label={words["hours.exception-ranges"]}
          hint={words["hours.exception-hint"]}
          value={form.gio}
          error={error("gio")}
        />
        <Field
          id="ly-do"
          label={words["hours.exception-reason"]}
          value={form["ly-do"]}
          error={error("ly-do")}
        />
        <Button kind="secondary" name="viec" value="ngay-xem">
          {words["hours.preview"]}
        </Button>
      </form>
    </Panel>
  );
}

function PreviewPanel(props: {
  readonly preview: Preview;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly desk: Desk;
  readonly state: State;
}): VNode {
  const { preview, words, language, desk, state } = props;
  const { days, released } = preview;
  const isException = state.exception !== undefined;
  const kept = Object.entries(isException ? (state.exception ?? {}) : (state.form ?? {}));
  return (
    <Panel title={words["hours.changes"]} id="thay-doi">
      {days.length === 0 ? (
        <p>{words["hours.no-change"]}</p>
      ) : (
        <DataTable
          caption={words["hours.changes"]}
          isCaptionHidden
          columns={[
            { key: "on", label: words["sheet.day"] },
            { key: "before", label: words["hours.before"] },
            { key: "after", label: words["hours.after"] },
          ]}
          rows={days.map((one) => ({
            id: one.on,
            on: <DayText on={one.on} language={language} />,
            before: dayText(one.before, one.slotsBefore, words, language),
            after: dayText(one.after, one.slotsAfter, words, language),
          }))}
        />
      )}
      <h3>{filled(words["hours.released"], { count: released.length })}</h3>
      <p>{words[released.length === 0 ? "hours.released-none" : "hours.released-text"]}</p>
      <ul class="list">
        {released.map((booking) => (
          <li key={booking.id}>
            <span class="num">{booking.code}</span> <DayText on={dayIn(booking.startsAt)} />
          </li>
        ))}
      </ul>
      <form method="post" action="/can-bo/gio-tiep-nhan">
        <input type="hidden" name="ban" value={desk.slug} />
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button name="viec" value={isException ? "ngay-cong-bo" : "cong-bo"}>
          {words["hours.publish"]}
        </Button>
      </form>
    </Panel>
  );
}

function dayText(day: DayAtDesk, places: number, words: Words, language: "vi" | "en"): string {
  switch (day.kind) {
    case "open":
      return `${rangesText(day.ranges)} · ${filled(words["hours.places"], { count: places })}`;
    case "holiday":
      return filled(words["book.day-closed"], { reason: day.entry.name[language] });
    case "exception":
      return filled(words["book.day-closed"], { reason: day.reason });
    case "rest":
      return words["book.day-rest"];
  }
}
