import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import type { Result } from "#kernel/result";
import { agenciesOn, type Agency } from "#modules/organisation";
import { tenantOfAgency } from "#modules/tenancy";
import { withDoor, withTenant } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  Field,
  LinkTo,
  Panel,
  renderPage,
  Select,
  StaffPage,
} from "#ui";
import { type Desk, nameOf } from "../desk.ts";
import { allDesks, countersOf, deskBySlug, servicesOf } from "../desk-store.ts";
import { extendDesk, type NewService, openDesk, servicesIn } from "../open-desk.ts";
import { paths } from "../paths.ts";
import { QUEUE_PERMISSIONS } from "../policy.ts";
import { type Words, wordsIn } from "../words.ts";
import type { QueuePageDeps } from "./page-deps.ts";

/** `/can-bo/ban-tiep-nhan`: an administrator opens desks of one-stop agencies, and adds services and counters. */
export function deskSetupRoutes(deps: QueuePageDeps): readonly Route[] {
  const guard = {
    path: paths.desks(),
    access: "official",
    roles: QUEUE_PERMISSIONS["desk open"],
  } as const;
  return [
    { ...guard, method: "GET", handle: (exchange) => page(deps, exchange) },
    { ...guard, method: "POST", handle: (exchange) => send(deps, exchange) },
  ];
}

type FieldName = "co-quan" | "so-quay" | "linh-vuc";
interface Problem {
  readonly field: FieldName;
  readonly text: keyof Words;
}

function oneStopAgencies({ db, now }: Exchange): Promise<readonly Agency[]> {
  return withDoor(db, "directory", (tx) => agenciesOn(tx, dayIn(now), { isOneStop: true }));
}

const MOST_COUNTERS = 50;

async function send(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const { form } = exchange;
  const slug = form.get("co-quan") ?? "";
  const agency = (await oneStopAgencies(exchange)).find((one) => one.slug === slug);
  const existing = await withDoor(exchange.db, "public-queue", (tx) => deskBySlug(tx, slug));
  const services = servicesIn(form.get("linh-vuc") ?? "");
  const typed = form.get("so-quay") ?? "";
  const counters = /^\d{1,2}$/u.test(typed) ? Number(typed) : MOST_COUNTERS + 1;
  const isNew = existing === undefined;
  const problems: Problem[] = [
    ...(agency === undefined ? [{ field: "co-quan", text: "desks.error-agency" } as const] : []),
    ...(counters > MOST_COUNTERS || (isNew && counters === 0)
      ? [{ field: "so-quay", text: "desks.error-counters" } as const]
      : []),
    ...(services === undefined || (isNew && services.length === 0)
      ? [{ field: "linh-vuc", text: "desks.error-services" } as const]
      : []),
  ];
  if (agency === undefined || services === undefined || problems.length > 0)
    return page(deps, exchange, problems);
  const saved = await save(exchange, { agency, existing, services, counters });
  if (saved === undefined) return { kind: "missing" };
  if (saved.ok) return { kind: "redirect", to: `${paths.desks()}?da=${saved.value.slug}` };
  return saved.error === "missing"
    ? { kind: "missing" }
    : page(deps, exchange, [{ field: "linh-vuc", text: "desks.error-twice" }]);
}

async function save(
  exchange: Exchange,
  next: {
    readonly agency: Agency;
    readonly existing: Desk | undefined;
    readonly services: readonly NewService[];
    readonly counters: number;
  },
): Promise<Result<Desk, string> | undefined> {
  const { db, now } = exchange;
  const { agency, existing, services, counters } = next;
  const held = await withDoor(db, "directory", (tx) => tenantOfAgency(tx, agency.id, dayIn(now)));
  const tenantId = existing?.tenantId ?? held?.id;
  if (tenantId === undefined) return undefined;
  const { actor, roles } = officialSession(exchange);
  const caller = { actor, roles, tenantIds: [tenantId] };
  return withTenant(db, caller, (tx) =>
    existing === undefined
      ? openDesk(tx, now, caller, {
          tenantId,
          slug: agency.slug,
          nameVi: `Bộ phận Một cửa ${agency.name}`,
          nameEn: `One-stop desk, ${agency.nameEn}`,
          counters,
          services,
        })
      : extendDesk(tx, now, caller, { desk: existing, services, counters }),
  );
}

async function page(
  deps: QueuePageDeps,
  exchange: Exchange,
  problems: readonly Problem[] = [],
): Promise<Reply> {
  const { language, query, form, db } = exchange;
  const words = wordsIn(language);
  const agencies = await oneStopAgencies(exchange);
  const desks = await withDoor(db, "public-queue", allDesks);
  const rows = await Promise.all(desks.map((desk) => rowOf(exchange, desk)));
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["desks.title"]} current={paths.desks()}>
      <h1>{words["desks.title"]}</h1>
      <p class="lead">{words["desks.lead"]}</p>
      <ErrorSummary
        errors={problems.map(({ field, text }) => ({ fieldId: field, text: words[text] }))}
        language={language}
      />
      {query.has("da") && problems.length === 0 ? (
        <Banner kind="success" title={words["desks.done"]}>
          <p>
            <LinkTo href={paths.reception(query.get("da") ?? "")}>{words["desks.next"]}</LinkTo>
          </p>
        </Banner>
      ) : null}
      <DataTable
        caption={words["desks.list"]}
        empty={words["desks.none"]}
        columns={[
          { key: "desk", label: words["hours.desk"] },
          { key: "services", label: words["desks.services"] },
          { key: "counters", label: words["desks.counters"], isNumber: true },
        ]}
        rows={rows}
      />
      <DeskForm {...{ agencies, form, problems, words, language }} />
    </StaffPage>
  );
  return { kind: "page", status: problems.length > 0 ? 422 : 200, html: renderPage(view) };
}

async function rowOf(exchange: Exchange, desk: Desk) {
  const { language, db } = exchange;
  const { actor } = officialSession(exchange);
  const { services, counters } = await withTenant(
    db,
    { actor, tenantIds: [desk.tenantId] },
    async (tx) => ({
      services: await servicesOf(tx, desk),
      counters: await countersOf(tx, desk),
    }),
  );
  return {
    id: desk.id,
    desk: nameOf(desk, language),
    services: services.map((one) => `${one.prefix} · ${nameOf(one, language)}`).join("; "),
    counters: counters.length,
  };
}

function DeskForm(props: {
  readonly agencies: readonly Agency[];
  readonly form: URLSearchParams;
  readonly problems: readonly Problem[];
  readonly words: Words;
  readonly language: "vi" | "en";
}): VNode {
  const { agencies, form, problems, words, language } = props;
  const error = (field: FieldName): string | undefined => {
    const problem = problems.find((one) => one.field === field);
    return problem === undefined ? undefined : words[problem.text];
  };
  return (
    <Panel title={words["desks.open"]} id="mo-ban">
      <form method="post" action={paths.desks()}>
        <Select
          id="co-quan"
          label={words["desks.agency"]}
          value={form.get("co-quan") ?? ""}
          error={error("co-quan")}
          options={agencies.map((one) => ({
            value: one.slug,
            label: language === "vi" ? one.name : one.nameEn,
          }))}
        />
        <Field
          id="so-quay"
          label={words["desks.add-counters"]}
          value={form.get("so-quay") ?? "0"}
          error={error("so-quay")}
          inputmode="numeric"
          width={4}
        />
        <Field
          id="linh-vuc"
          label={words["desks.add-services"]}
          hint={words["desks.services-hint"]}
          value={form.get("linh-vuc") ?? ""}
          error={error("linh-vuc")}
          rows={5}
        />
        <Button>{words["desks.act"]}</Button>
      </form>
    </Panel>
  );
}
