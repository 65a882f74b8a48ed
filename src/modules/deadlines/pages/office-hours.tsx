import { dayIn } from "#kernel/calendar-day";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  DayText,
  ErrorSummary,
  Field,
  Panel,
  renderPage,
  Select,
  StaffPage,
} from "#ui";
import { CITY_WIDE } from "../calendar-store.ts";
import {
  type HoursField,
  type HoursForm,
  hoursFormOf,
  readHours,
  readHoursForm,
  WEEKDAYS,
} from "../office-hours-form.ts";
import { paths } from "../paths.ts";
import { DEADLINE_PERMISSIONS } from "../policy.ts";
import { officeHoursNow, publishOfficeHours } from "../publish-office-hours.ts";
import { type DeadlinePageDeps, type Words, wordsIn } from "./deps.ts";

/** `/can-bo/gio-lam-viec`: an administrator gives an agency office hours of its own, by a document. */
export function officeHoursRoutes(deps: DeadlinePageDeps): readonly Route[] {
  const guard = {
    path: paths.officeHours(),
    access: "official",
    roles: DEADLINE_PERMISSIONS["office-hours publish"],
  } as const;
  return [
    { ...guard, method: "GET", handle: (exchange) => open(deps, exchange) },
    { ...guard, method: "POST", handle: (exchange) => send(deps, exchange) },
  ];
}

interface State {
  readonly agencyId: string;
  readonly form?: HoursForm;
  readonly wrong?: readonly HoursField[];
  readonly isStale?: boolean;
}

async function open(deps: DeadlinePageDeps, exchange: Exchange): Promise<Reply> {
  return page(deps, exchange, { agencyId: exchange.query.get("co-quan") ?? CITY_WIDE });
}

async function send(deps: DeadlinePageDeps, exchange: Exchange): Promise<Reply> {
  const { form: sent, now, db, session } = exchange;
  const agencyId = sent.get("co-quan") ?? "";
  if (session === undefined) return { kind: "missing" };
  const form = readHoursForm(sent);
  const read = readHours(form);
  if (!read.ok) return page(deps, exchange, { agencyId, form, wrong: read.error });
  if (!(await isKnown(deps, exchange, agencyId))) return { kind: "missing" };
  const { source, reason } = form;
  const next = { agencyId, hours: read.value, source, reason };
  const published = await publishOfficeHours(db, now, session.actor, next);
  if (!published.ok) return page(deps, exchange, { agencyId, form, isStale: true });
  deps.calendars.forget();
  return { kind: "redirect", to: `${paths.officeHours(agencyId)}&da=${published.value}` };
}

async function isKnown(
  deps: DeadlinePageDeps,
  exchange: Exchange,
  agencyId: string,
): Promise<boolean> {
  if (agencyId === CITY_WIDE) return true;
  return (await deps.agencies(exchange)).some((agency) => agency.id === agencyId);
}

async function page(deps: DeadlinePageDeps, exchange: Exchange, state: State): Promise<Reply> {
  const { language, now, db, query } = exchange;
  const words = wordsIn(language);
  const { agencyId, wrong = [], isStale = false } = state;
  const agencies = await deps.agencies(exchange);
  if (agencyId !== CITY_WIDE && !agencies.some((one) => one.id === agencyId))
    return { kind: "missing" };
  const current = await officeHoursNow(db, now, agencyId);
  if (current === undefined) return { kind: "missing" };
  const form = state.form ?? hoursFormOf(current.hours, "");
  const errors = [
    ...wrong.map((field) => ({ fieldId: field, text: errorOf(words, form, field) })),
    ...(isStale ? [{ fieldId: "co-quan", text: words["hours.error.stale"] }] : []),
  ];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["hours.title"]} current={paths.officeHours()}>
      <h1>{words["hours.title"]}</h1>
      <p class="lead">{words["hours.lead"]}</p>
      <ErrorSummary errors={errors} language={language} />
      {query.has("da") && errors.length === 0 ? (
        <Banner kind="success" title={words["hours.done"]}>
          <p>{words["publish.follows"]}</p>
        </Banner>
      ) : null}
      <form method="get" action={paths.officeHours()} class="filters">
        <Select
          id="co-quan"
          label={words["hours.agency"]}
          value={agencyId}
          options={[
            { value: CITY_WIDE, label: words["hours.city"] },
            ...agencies.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Button kind="secondary">{words["off.show"]}</Button>
      </form>
      <p class="hint">
        {current.agencyId === agencyId ? (
          <>
            {words[agencyId === CITY_WIDE ? "hours.city-since" : "hours.own"]}{" "}
            <DayText on={current.from} language={language} />.{" "}
            <span lang="vi">{current.source}</span>
          </>
        ) : (
          words["hours.usual"]
        )}
      </p>
      <Panel title={`${words["hours.form"]} (${dayIn(now).split("-").toReversed().join("/")})`}>
        <form method="post" action={paths.officeHours()}>
          <input type="hidden" name="co-quan" value={agencyId} />
          {[...WEEKDAYS.map(([field]) => field), "lam-bu" as const].map((field) => (
            <Field
              key={field}
              id={field}
              label={words[`hours.${field}`]}
              hint={field === "thu-2" ? words["hours.hint"] : undefined}
              error={wrong.includes(field) ? errorOf(words, form, field) : undefined}
              value={form[field]}
            />
          ))}
          {(["source", "reason"] as const).map((field) => (
            <Field
              key={field}
              id={field}
              label={words[`hours.${field}`]}
              hint={words[field === "source" ? "hint.document" : "hint.reason"]}
              error={wrong.includes(field) ? errorOf(words, form, field) : undefined}
              value={form[field]}
            />
          ))}
          <Button>{words["hours.act"]}</Button>
        </form>
      </Panel>
    </StaffPage>
  );
  return { kind: "page", status: errors.length === 0 ? 200 : 422, html: renderPage(view) };
}

function errorOf(words: Words, form: HoursForm, field: HoursField): string {
  if (field === "source" || field === "reason" || field === "lam-bu")
    return words[`hours.error.${field}`];
  return words[form[field] === "" ? "hours.error.week" : "hours.error.range"];
}
