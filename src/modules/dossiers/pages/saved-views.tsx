import type { VNode } from "preact";
import type { Result } from "#kernel/result";
import { type Tx, withTenant } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { Button, Checkbox, DataTable, Field, LinkTo } from "#ui";
import { paths } from "../paths.ts";
import { type Caller, mayShareViews } from "../policy.ts";
import { changeView, saveView, type ViewChange, type ViewRefusal } from "../save-view.ts";
import type { SavedView } from "../saved-view-store.ts";
import { wordsIn } from "../words.ts";
import { keptQuery } from "./worklist-query.ts";

/** Lists kept under a name: each lives in its address, so that keeping one is keeping the address. */
export function savedViewRoutes(): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/can-bo/viec/luu",
      access: "official",
      handle: (exchange) => save(exchange),
    },
    {
      method: "POST",
      path: "/can-bo/viec/danh-sach/:view",
      access: "official",
      handle: (exchange) => change(exchange),
    },
  ];
}

/** The unit that the reader acts in. */
export function unitOf(exchange: Exchange): string | undefined {
  const unit = officialSession(exchange).positions?.find((one) => one.isCurrent)?.unitName;
  return unit === "" ? undefined : unit;
}

/** Views lie with the first records that the agency holds: they are the agency's and nobody else's. */
async function inRecords(
  exchange: Exchange,
  work: (tx: Tx, caller: Caller) => Promise<Result<unknown, ViewRefusal>>,
): Promise<Result<unknown, ViewRefusal>> {
  const { actor, roles, tenantIds } = officialSession(exchange);
  const [first] = tenantIds.toSorted();
  if (first === undefined) return { ok: false, error: "missing" };
  const caller = { actor, roles, tenantIds: [first] };
  return withTenant(exchange.db, caller, (tx) => work(tx, caller));
}

async function save(exchange: Exchange): Promise<Reply> {
  const { form, now } = exchange;
  const query = keptQuery(new URLSearchParams(form.get("query") ?? ""));
  const saved = await inRecords(exchange, (tx, caller) =>
    saveView(tx, now, caller, unitOf(exchange), {
      name: (form.get("ten") ?? "").normalize("NFC"),
      query,
      isShared: form.get("chung") === "co",
    }),
  );
  if (saved.ok) return { kind: "redirect", to: `${paths.worklist()}?${query}` };
  return saved.error === "missing"
    ? { kind: "missing" }
    : { kind: "redirect", to: `${paths.worklist()}?${query}&loi=${saved.error}` };
}

const CHANGES: Readonly<Record<string, ViewChange>> = {
  len: "up",
  dau: "start",
  "bo-dau": "no-start",
  xoa: "remove",
};

async function change({ ...exchange }: Exchange): Promise<Reply> {
  const { form, params, now } = exchange;
  const wanted = CHANGES[form.get("viec") ?? ""];
  if (wanted === undefined) return { kind: "missing" };
  const done = await inRecords(exchange, (tx, caller) =>
    changeView(tx, now, caller, params["view"] ?? "", wanted),
  );
  if (!done.ok) return { kind: "missing" };
  const query = keptQuery(new URLSearchParams(form.get("query") ?? ""));
  return { kind: "redirect", to: `${paths.worklist()}?${query}` };
}

/** The kept lists as links, and behind folds how to keep this one and put them in order. */
export function SavedViews(props: {
  readonly exchange: Exchange;
  readonly views: readonly SavedView[];
}): VNode {
  const { exchange, views } = props;
  const words = wordsIn(exchange.language);
  const query = keptQuery(exchange.query);
  const { actor } = officialSession(exchange);
  const own = views.filter((one) => actor.kind === "official" && one.ownerId === actor.officialId);
  return (
    <div class="kept">
      {views.length === 0 ? null : (
        <nav class="shortcuts" aria-label={words["views.title"]} data-turbo="true">
          <ul>
            {views.map((one) => (
              <li key={one.id}>
                <LinkTo
                  href={`${paths.worklist()}?${one.query}`}
                  aria-current={one.query === query ? ("true" as const) : undefined}
                >
                  {one.isStart ? "★ " : ""}
                  {one.name}
                  {one.unitName === null ? null : (
                    <span class="hint-inline"> · {words["views.shared"]}</span>
                  )}
                </LinkTo>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <SaveForm exchange={exchange} query={query} />
      {own.length === 0 ? null : <Order {...{ exchange, own, query }} />}
    </div>
  );
}

function SaveForm(props: { readonly exchange: Exchange; readonly query: string }): VNode {
  const { exchange, query } = props;
  const words = wordsIn(exchange.language);
  const fault = exchange.query.get("loi");
  const error =
    fault === "name-missing" || fault === "too-many" ? words[`views.${fault}`] : undefined;
  const shares = mayShareViews(officialSession(exchange)) && unitOf(exchange) !== undefined;
  return (
    <details open={error !== undefined}>
      <summary>{words["views.save"]}</summary>
      <form method="post" action={paths.saveView()} class="filters">
        <input type="hidden" name="query" value={query} />
        <Field id="ten" label={words["views.name"]} maxlength={80} error={error} />
        {shares ? <Checkbox id="chung" value="co" label={words["views.share"]} /> : null}
        <Button kind="secondary">{words["views.save-act"]}</Button>
      </form>
    </details>
  );
}

function Order(props: {
  readonly exchange: Exchange;
  readonly own: readonly SavedView[];
  readonly query: string;
}): VNode {
  const { exchange, own, query } = props;
  const words = wordsIn(exchange.language);
  const act = (view: SavedView, viec: string, label: string): VNode => (
    <button
      key={viec}
      class="link-button"
      type="submit"
      name="viec"
      value={viec}
      aria-label={`${label}: ${view.name}`}
    >
      {label}
    </button>
  );
  return (
    <details>
      <summary>{words["views.order"]}</summary>
      <DataTable
        caption={words["views.order"]}
        isCaptionHidden
        columns={[
          { key: "name", label: words["views.name"] },
          { key: "acts", label: words["views.acts"] },
        ]}
        rows={own.map((one, place) => ({
          id: one.id,
          name: one.name,
          acts: (
            <form method="post" action={paths.savedView(one.id)} class="acts">
              <input type="hidden" name="query" value={query} />
              {place === 0 ? null : act(one, "len", words["views.up"])}
              {one.isStart
                ? act(one, "bo-dau", words["views.no-start"])
                : act(one, "dau", words["views.start"])}
              {act(one, "xoa", words["views.remove"])}
            </form>
          ),
        }))}
      />
    </details>
  );
}
