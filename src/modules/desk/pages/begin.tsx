import type { VNode } from "preact";
import type { App } from "#app-kit";
import { dayIn, formatDay, instantAt, minuteOfDay, typedDay } from "#kernel/calendar-day";
import { publicId } from "#kernel/ids";
import { composed } from "#kernel/vietnamese-text";
import { editionOf, ownersOf } from "#modules/dossiers";
import type { Agency } from "#modules/organisation";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { ErrorSummary, Field, Panel, Radios, renderPage, Select, StaffPage } from "#ui";
import { beginEntry, type EntryForm } from "../begin-entry.ts";
import { type EntryRefusal, REFUSALS, WAYS } from "../entry.ts";
import { paths } from "../paths.ts";
import { mayEnter } from "../policy.ts";
import { intakeRuleOn } from "../store.ts";
import { type Words, wordsIn } from "../words.ts";
import { type DeskDeps, only } from "./deps.ts";

/** Who applies, to whom, and how it came; then the procedure's own form follows. */
export function beginRoutes(deps: DeskDeps): readonly Route[] {
  return [
    {
      ...only,
      method: "GET",
      path: "/can-bo/quay/moi/:app",
      handle: (exchange) => show(deps, exchange),
    },
    {
      ...only,
      method: "POST",
      path: "/can-bo/quay/moi/:app",
      handle: (exchange) => begin(deps, exchange),
    },
  ];
}

function appOf(deps: DeskDeps, exchange: Exchange): App | undefined {
  const app = deps.dossiers.apps.get(exchange.params["app"] ?? "")?.app;
  return app !== undefined && mayEnter(officialSession(exchange), "entry begin", app.id)
    ? app
    : undefined;
}

async function begin(deps: DeskDeps, exchange: Exchange): Promise<Reply> {
  const app = appOf(deps, exchange);
  if (app === undefined) return { kind: "missing" };
  const session = officialSession(exchange);
  const begun = await beginEntry(exchange.db, exchange.now, session, app, formIn(exchange));
  if (!begun.ok)
    return begun.error === "missing" ? { kind: "missing" } : show(deps, exchange, begun.error);
  const { publicId: id, appId } = begun.value;
  const edition = app.editions.findLast((one) => one.inForceFrom <= dayIn(exchange.now));
  const { form } = editionOf(deps.dossiers, appId, edition?.inForceFrom ?? "");
  return { kind: "redirect", to: paths.drafts.step(id, form.steps[0]?.id ?? "") };
}

function formIn({ form }: Exchange): EntryForm {
  const text = (name: string, longest = 200): string =>
    composed(form.get(name) ?? "")
      .trim()
      .slice(0, longest);
  const arrivedOn = typedDay(text("arrived-on"));
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/u.exec(text("arrived-at")) ?? [];
  return {
    key: form.get("key") ?? "",
    agencySlug: form.get("agency") ?? "",
    person: {
      citizenId: text("citizen-id").replaceAll(/\s/gu, ""),
      name: text("name"),
      phone: text("phone"),
      email: text("email"),
    },
    channel: form.get("way") === "post" ? "post" : "desk",
    postedOn: typedDay(text("posted-on")),
    arrivedAt:
      arrivedOn === undefined || hour === undefined
        ? undefined
        : instantAt(arrivedOn, Number(hour) * 60 + Number(minute)),
    replyAddress: text("address", 300),
  };
}

/** Which question a refusal is about. */
const QUESTION: Readonly<Partial<Record<EntryRefusal, string>>> = {
  "agency-missing": "agency",
  "no-rule": "agency",
  "other-name": "name",
  "arrived-at": "arrived-on",
};

async function show(deps: DeskDeps, exchange: Exchange, refusal?: EntryRefusal): Promise<Reply> {
  const app = appOf(deps, exchange);
  if (app === undefined) return { kind: "missing" };
  const { language } = exchange;
  const words = wordsIn(language);
  const on = dayIn(exchange.now);
  const { owners, rule } = await asOfficial(exchange, async (tx) => ({
    owners: await ownersOf(tx, app, on),
    rule: await intakeRuleOn(tx, on),
  }));
  const { actor } = officialSession(exchange);
  const own = actor.kind === "official" ? actor.agencyId : "";
  const agencies = owners.filter((one) => rule !== undefined || one.id === own);
  if (agencies.length === 0) return { kind: "missing" };
  const wrong = refusal === undefined ? undefined : (QUESTION[refusal] ?? refusal);
  const error = refusal === undefined ? "" : words[`refused.${refusal}`];
  const question = (id: string, usual = "") => ({
    id,
    value: exchange.form.get(id) ?? usual,
    error: wrong === id ? error : undefined,
  });
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["begin.title"]} current={paths.entries()}>
      <h1>{app.title[language]}</h1>
      <ErrorSummary
        errors={wrong === undefined ? [] : [{ fieldId: wrong, text: error }]}
        language={language}
      />
      <form method="post" action={paths.begin(app.id)} novalidate>
        <input type="hidden" name="key" value={exchange.form.get("key") ?? publicId()} />
        <Panel title={words["begin.where"]} id="noi-giai-quyet">
          <Agencies {...{ agencies, own, words, language }} question={question("agency")} />
          <Radios
            {...question("way", "desk")}
            label={words["begin.way"]}
            options={WAYS.map((way) => ({ value: way, label: words[`way.${way}`] }))}
          />
        </Panel>
        <Person words={words} question={question} />
        <ByPost words={words} question={question} now={exchange.now} />
        <p class="acts">
          <button class="button" type="submit">
            {words["begin.submit"]}
          </button>
        </p>
      </form>
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

interface Asked {
  readonly id: string;
  readonly value: string;
  readonly error: string | undefined;
}
interface PartProps {
  readonly words: Words;
  readonly question: (id: string, usual?: string) => Asked;
}

/** One's own agency is chosen where it answers; where another does, somebody must say which. */
function Agencies(props: {
  readonly agencies: readonly Agency[];
  readonly own: string;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly question: Asked;
}): VNode {
  const { agencies, own, words, language, question } = props;
  const usual = agencies.find((one) => one.id === own)?.slug;
  return (
    <Select
      {...question}
      value={question.value === "" ? usual : question.value}
      label={words["begin.agency"]}
      hint={words["begin.agency-hint"]}
      {...(usual === undefined ? { blank: words["begin.choose"] } : {})}
      options={agencies.map((one) => ({
        value: one.slug,
        label: language === "vi" ? one.name : one.nameEn,
      }))}
    />
  );
}

function Person({ words, question }: PartProps): VNode {
  return (
    <Panel title={words["begin.person"]} id="nguoi-nop">
      <Field
        {...question("citizen-id")}
        label={words["begin.citizen-id"]}
        hint={words["begin.citizen-id-hint"]}
        inputmode="numeric"
        width={16}
      />
      <Field {...question("name")} label={words["begin.name"]} width="long" />
      <Field
        {...question("phone")}
        label={words["begin.phone"]}
        hint={words["begin.optional"]}
        type="tel"
        width={16}
      />
      <Field
        {...question("email")}
        label={words["begin.email"]}
        hint={words["begin.optional"]}
        type="email"
        width="medium"
      />
      <p class="hint">{words["begin.account"]}</p>
    </Panel>
  );
}

function ByPost({ words, question, now }: PartProps & { readonly now: Date }): VNode {
  const minute = minuteOfDay(now);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0"));
  return (
    <details class="panel" open={question("way").value === "post"}>
      <summary>{words["begin.post"]}</summary>
      <p class="hint">{words["begin.post-lead"]}</p>
      <Field
        {...question("posted-on")}
        label={words["begin.posted-on"]}
        hint={words["begin.date-hint"]}
        width={12}
      />
      <Field
        {...question("arrived-on", formatDay(dayIn(now)))}
        label={words["begin.arrived-on"]}
        hint={words["begin.date-hint"]}
        width={12}
      />
      <Field
        {...question("arrived-at", clock.join(":"))}
        label={words["begin.arrived-at"]}
        hint={words["begin.time-hint"]}
        width={8}
      />
      <Field
        {...question("address")}
        label={words["begin.address"]}
        hint={words["begin.address-hint"]}
        rows={2}
      />
    </details>
  );
}
