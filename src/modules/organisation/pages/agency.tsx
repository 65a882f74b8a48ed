import type { VNode } from "preact";
import { addDays, type CalendarDay, dayIn, formatDay, typedDay } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  KeyValues,
  Panel,
  renderPage,
  StaffPage,
  Tag,
} from "#ui";
import type { Agency } from "../agency.ts";
import { agencyBySlug } from "../find-organisation.ts";
import {
  type DelegationForm,
  type DelegationRefusal,
  giveDelegation,
  mayGive,
  takeDelegationBack,
} from "../give-delegation.ts";
import { paths } from "../paths.ts";
import { ORGANISATION_PERMISSIONS } from "../policy.ts";
import { type DelegationRow, delegationsOf, type Post, postsOf } from "../posts-store.ts";
import { type Words, wordsIn } from "../words.ts";
import { DelegationFields, questionOf } from "./delegation-fields.tsx";
import { dayAsked, officialOf, type OrganisationPageDeps } from "./deps.ts";
import { DayField } from "./organisation.tsx";

/** `/can-bo/to-chuc/:slug`: who held what in an agency on a day, who stands in for whom, and the form to delegate. */
export function agencyRoutes(deps: OrganisationPageDeps): readonly Route[] {
  const roles = ORGANISATION_PERMISSIONS["organisation see"];
  return [
    {
      method: "GET",
      path: "/can-bo/to-chuc/:slug",
      access: "official",
      roles,
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: "/can-bo/to-chuc/:slug/uy-quyen",
      access: "official",
      roles,
      handle: (exchange) => give(deps, exchange),
    },
    {
      method: "POST",
      path: "/can-bo/uy-quyen/:id/thu-hoi",
      access: "official",
      roles,
      handle: takeBack,
    },
  ];
}

async function give(deps: OrganisationPageDeps, exchange: Exchange): Promise<Reply> {
  const { session } = officialOf(exchange);
  const given = await giveDelegation(exchange.db, exchange.now, session, formIn(deps, exchange));
  const slug = exchange.params["slug"] ?? "";
  if (given.ok) {
    await deps.onDelegated(exchange, given.value);
    return { kind: "redirect", to: `${paths.agency(slug)}?da=uy-quyen` };
  }
  return given.error === "missing" ? { kind: "missing" } : show(deps, exchange, given.error);
}

async function takeBack(exchange: Exchange): Promise<Reply> {
  const { session } = officialOf(exchange);
  const { id = "" } = exchange.params;
  const slug = /^[a-z0-9-]+$/u.exec(exchange.form.get("co-quan") ?? "")?.[0];
  if (!/^[0-9a-f-]{36}$/u.test(id)) return { kind: "missing" };
  const taken = await takeDelegationBack(exchange.db, exchange.now, session, id);
  if (!taken.ok) return { kind: "missing" };
  const to = slug === undefined ? paths.organisation() : `${paths.agency(slug)}?da=thu-hoi`;
  return { kind: "redirect", to };
}

function formIn(deps: OrganisationPageDeps, { form }: Exchange): DelegationForm {
  const text = (name: string): string => (form.get(name) ?? "").normalize("NFC").slice(0, 100);
  const known = new Set(deps.procedures().map((one) => one.id));
  return {
    positionId: /^[0-9a-f-]{36}$/u.test(text("vi-tri")) ? text("vi-tri") : NO_ID,
    toOfficialId: text("nguoi"),
    decision: text("van-ban"),
    from: typedDay(text("tu")),
    through: typedDay(text("den")),
    appIds: form.getAll("thu-tuc").filter((one) => known.has(one)),
  };
}

const NO_ID = "00000000-0000-0000-0000-000000000000";

export interface SeenAgency {
  readonly agency: Agency;
  readonly posts: readonly Post[];
  readonly delegations: readonly DelegationRow[];
}

async function show(
  deps: OrganisationPageDeps,
  exchange: Exchange,
  refusal?: DelegationRefusal,
): Promise<Reply> {
  const { language, query, db, params, now } = exchange;
  const words = wordsIn(language);
  const { on, isWrong } = dayAsked(exchange);
  const seen = await withDoor(db, "directory", async (tx): Promise<SeenAgency | undefined> => {
    const agency = await agencyBySlug(tx, params["slug"] ?? "", on);
    if (agency === undefined) return undefined;
    return {
      agency,
      posts: await postsOf(tx, agency.id, on),
      delegations: await delegationsOf(tx, agency.id, on),
    };
  });
  if (seen === undefined) return { kind: "missing" };
  const { agency } = seen;
  const name = language === "vi" ? agency.name : agency.nameEn;
  const errors = [
    ...(isWrong ? [{ fieldId: "ngay", text: words["on-wrong"] }] : []),
    ...questionOf(words, refusal),
  ];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={name} current={paths.organisation()}>
      <h1>{name}</h1>
      <ErrorSummary errors={errors} language={language} />
      <Done exchange={exchange} words={words} isWrong={errors.length > 0} />
      <form method="get" action={paths.agency(agency.slug)} class="filters">
        <DayField {...{ words, on, isWrong, typed: query.get("ngay") }} />
        <Button kind="secondary">{words["show"]}</Button>
      </form>
      <Panel title={formatDay(on)} id="co-quan">
        <KeyValues
          rows={[
            { label: words["col.kind"], value: words[`kind.${agency.kind}`] },
            { label: words["col.organ-id"], value: <span class="num">{agency.organId}</span> },
            { label: words["col.one-stop"], value: words[agency.isOneStop ? "yes" : "no"] },
          ]}
        />
      </Panel>
      <Posts {...{ words, language, posts: seen.posts }} />
      <Delegations {...{ deps, exchange, words, seen }} />
      {on === dayIn(now) ? (
        <DelegationFields {...{ deps, exchange, words, seen, refusal }} />
      ) : null}
    </StaffPage>
  );
  return { kind: "page", status: errors.length === 0 ? 200 : 422, html: renderPage(view) };
}

function Done(props: {
  readonly exchange: Exchange;
  readonly words: Words;
  readonly isWrong: boolean;
}): VNode | null {
  const done = props.exchange.query.get("da");
  if (props.isWrong || (done !== "uy-quyen" && done !== "thu-hoi")) return null;
  return <Banner kind="success" title={props.words[done === "uy-quyen" ? "done" : "revoked"]} />;
}

function Posts(props: {
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly posts: readonly Post[];
}): VNode {
  const { words, language, posts } = props;
  return (
    <Panel title={words["posts"]} id="nguoi-giu">
      <DataTable
        caption={words["col.post"]}
        isCaptionHidden
        empty={words["posts-none"]}
        columns={[
          { key: "post", label: words["col.post"] },
          { key: "unit", label: words["col.unit"] },
          { key: "holder", label: words["col.holder"] },
          { key: "since", label: words["col.since"] },
        ]}
        rows={posts.map((post) => ({
          id: post.positionId,
          post: language === "vi" ? post.title : post.titleEn,
          unit: <span lang="vi">{post.unitName}</span>,
          holder: post.holderName ?? words["vacant"],
          since: <span class="num">{post.heldFrom === null ? "" : formatDay(post.heldFrom)}</span>,
        }))}
      />
    </Panel>
  );
}

function Delegations(props: {
  readonly deps: OrganisationPageDeps;
  readonly exchange: Exchange;
  readonly words: Words;
  readonly seen: SeenAgency;
}): VNode {
  const { deps, exchange, words, seen } = props;
  const { language, now } = exchange;
  const { session } = officialOf(exchange);
  const titles = new Map(deps.procedures().map((one) => [one.id, one.title[language]]));
  return (
    <Panel title={words["delegations"]} id="uy-quyen">
      <DataTable
        caption={words["col.to"]}
        isCaptionHidden
        empty={words["delegations-none"]}
        columns={[
          { key: "to", label: words["col.to"] },
          { key: "post", label: words["col.post"] },
          { key: "decision", label: words["col.decision"] },
          { key: "days", label: words["col.days"] },
          { key: "scope", label: words["col.scope"] },
          { key: "state", label: words["col.state"] },
        ]}
        rows={seen.delegations.map((one) => ({
          id: one.id,
          to: one.toName,
          post: language === "vi" ? one.title : one.titleEn,
          decision: one.decision,
          days: `${formatDay(one.from)} – ${formatDay(addDays(one.until, -1))}`,
          scope:
            one.appIds === null
              ? words["scope-all"]
              : one.appIds.map((id) => titles.get(id) ?? id).join("; "),
          state: (
            <>
              <StateTag one={one} today={dayIn(now)} words={words} />
              {one.revokedAt === null &&
              one.until > dayIn(now) &&
              mayGive(session, one.positionId) ? (
                <form method="post" action={paths.revoke(one.id)} class="acts">
                  <input type="hidden" name="co-quan" value={seen.agency.slug} />
                  <button class="link-button" type="submit">
                    {words["revoke"]}
                    <span class="sr">
                      {" "}
                      {words["revoke-of"]} {one.toName}
                    </span>
                  </button>
                </form>
              ) : null}
            </>
          ),
        }))}
      />
    </Panel>
  );
}

function StateTag(props: {
  readonly one: DelegationRow;
  readonly today: CalendarDay;
  readonly words: Words;
}): VNode {
  const { one, today, words } = props;
  if (one.revokedAt !== null) return <Tag>{words["state.revoked"]}</Tag>;
  if (one.until <= today) return <Tag>{words["state.over"]}</Tag>;
  return one.from > today ? (
    <Tag kind="info">{words["state.later"]}</Tag>
  ) : (
    <Tag kind="success">{words["state.now"]}</Tag>
  );
}
