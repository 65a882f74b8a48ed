import type { VNode } from "preact";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { formatDay } from "#kernel/calendar-day";
import {
  Banner,
  Button,
  DataTable,
  EmptyState,
  Field,
  LinkTo,
  Pager,
  renderPage,
  Select,
  StaffPage,
} from "#ui";
import { paths } from "../paths.ts";
import { PERMISSIONS } from "../policy.ts";
import {
  fieldsOf,
  periodOfRegister,
  readRegisterKey,
  registerKey,
  registerLine,
  type RegisterQuestion,
  registerQuestion,
} from "../register.ts";
import { type RegisterRow, registerRows } from "../register-store.ts";
import { wordsIn } from "../words.ts";
import type { PageDeps } from "./page-deps.ts";
import { registerPaperRoutes } from "./register-papers.ts";

/** Form 06, the register of dossiers (Circular 01/2018/TT-VPCP; R15): nobody keeps it, it is read from what happened. */
export function registerRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/so-theo-doi",
      access: "official",
      roles: PERMISSIONS.register,
      handle: (exchange) => showRegister(deps, exchange),
    },
    ...registerPaperRoutes(deps, showRegister),
  ];
}

const PAGE = 50;

/** The register of a period; `isTooLong` after somebody wanted it on paper in one piece. */
async function showRegister(deps: PageDeps, exchange: Exchange, isTooLong = false): Promise<Reply> {
  const { language, query, now } = exchange;
  const words = wordsIn(language);
  const session = officialSession(exchange);
  const apps = [...deps.dossiers.apps.values()].map(({ app }) => app);
  const question = registerQuestion(query, now);
  const { after, before } = readRegisterKey(query.get("sau"));
  const period = periodOfRegister(question, apps, session.appIds);
  const rows = await asOfficial(exchange, (tx) =>
    registerRows(tx, session.tenantIds, period, after, PAGE + 1),
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const asked = (more: Readonly<Record<string, string>> = {}): string =>
    new URLSearchParams({ ...addressOf(question), ...more }).toString();
  const next =
    rows.length > PAGE && last !== undefined
      ? `${paths.dossierRegister()}?${asked({ sau: registerKey(last, before + shown.length) })}`
      : undefined;
  const title = words["register.title"];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={title} current={paths.dossierRegister()}>
      <h1>{title}</h1>
      {isTooLong ? <Banner kind="warning" title={words["register.too-long"]} /> : null}
      <Questions exchange={exchange} question={question} fields={fieldsOf(apps, language)} />
      {shown.length === 0 ? (
        <EmptyState title={words["register.empty"]} text={words["register.empty-text"]} />
      ) : (
        <Lines {...{ exchange, shown, before }} titles={titlesOf(apps, language)} />
      )}
      <Pager
        next={next}
        first={after === undefined ? undefined : `${paths.dossierRegister()}?${asked()}`}
        language={language}
      />
      {shown.length === 0 ? null : (
        <p class="acts">
          {(["pdf", "xlsx", "csv"] as const).map((kind) => (
            <LinkTo key={kind} href={`${paths.dossierRegister()}.${kind}?${asked()}`}>
              {words[`register.${kind}`]}
            </LinkTo>
          ))}
        </p>
      )}
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view), status: isTooLong ? 422 : 200 };
}

export function titlesOf(
  apps: readonly { readonly id: string; readonly title: { vi: string; en: string } }[],
  language: "vi" | "en",
): ReadonlyMap<string, string> {
  return new Map(apps.map((app) => [app.id, app.title[language]]));
}

function addressOf({ from, to, field }: RegisterQuestion): Record<string, string> {
  return {
    tu: formatDay(from),
    den: formatDay(to),
    ...(field === "" ? {} : { "linh-vuc": field }),
  };
}

function Questions(props: {
  readonly exchange: Exchange;
  readonly question: RegisterQuestion;
  readonly fields: ReadonlyMap<string, string>;
}): VNode {
  const { exchange, question, fields } = props;
  const words = wordsIn(exchange.language);
  return (
    <form
      method="get"
      action={paths.dossierRegister()}
      class="filters"
      role="search"
      aria-label={words["register.which"]}
      data-turbo="true"
    >
      <Field id="tu" label={words["register.from"]} value={formatDay(question.from)} />
      <Field id="den" label={words["register.to"]} value={formatDay(question.to)} />
      <Select
        id="linh-vuc"
        label={words["register.field"]}
        blank={words["register.field-any"]}
        value={question.field}
        options={[...fields].map(([value, label]) => ({ value, label }))}
      />
      <Button kind="secondary">{words["register.show"]}</Button>
    </form>
  );
}

function Lines(props: {
  readonly exchange: Exchange;
  readonly shown: readonly RegisterRow[];
  readonly before: number;
  readonly titles: ReadonlyMap<string, string>;
}): VNode {
  const { exchange, shown, before, titles } = props;
  const { language } = exchange;
  const words = wordsIn(language);
  const agency = officialSession(exchange).agencyName;
  return (
    <DataTable
      caption={words["register.caption"]}
      columns={[
        { key: "place", label: words["register.place"], isNumber: true },
        { key: "code", label: words["col.code"] },
        { key: "applicant", label: words["register.applicant"] },
        { key: "receivedOn", label: words["register.received-on"], isNumber: true },
        { key: "dueOn", label: words["register.due-on"], isNumber: true },
        { key: "releasedOn", label: words["register.released-on"], isNumber: true },
        { key: "how", label: words["register.how"] },
        { key: "note", label: words["control.note"] },
      ]}
      rows={shown.map((row, index) => {
        const line = registerLine(row, before + index + 1, { titles, agency, language });
        return {
          ...line,
          id: row.id,
          code: (
            <>
              <LinkTo href={paths.staffDossier(row.publicId)}>{row.code}</LinkTo>
              <span class="hint">{line.procedure}</span>
            </>
          ),
          applicant: (
            <>
              {line.applicant} <span class="hint">{line.contact}</span>
            </>
          ),
        };
      })}
    />
  );
}
