import { dayIn } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { Banner, Button, DataTable, LinkTo, Panel, renderPage, Select, StaffPage, When } from "#ui";
import { closeMonth, type CloseRefusal } from "../close-month.ts";
import { paths } from "../paths.ts";
import { monthKey, monthsBack, periodText } from "../period.ts";
import { INDICATOR_PERMISSIONS } from "../policy.ts";
import { ruleOn } from "../rule-store.ts";
import { closedMonths } from "../snapshot-store.ts";
import { wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

/** `/can-bo/thong-ke/khoa-so`: an administrator closes a month before the job does. */
export function closingRoutes(deps: IndicatorDeps): readonly Route[] {
  const guard = {
    path: paths.closing(),
    access: "official",
    roles: INDICATOR_PERMISSIONS["month close"],
  } as const;
  return [
    { ...guard, method: "GET", handle: (exchange) => page(deps, exchange) },
    { ...guard, method: "POST", handle: (exchange) => send(deps, exchange) },
  ];
}

async function send(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { db, now, form } = exchange;
  const { actor } = officialSession(exchange);
  const month = form.get("thang") ?? "";
  const closed = await closeMonth(db, now, { actor, apps: deps.apps() }, month);
  return closed.ok
    ? { kind: "redirect", to: `${paths.closing()}?da=${month}` }
    : page(deps, exchange, closed.error);
}

async function page(
  deps: IndicatorDeps,
  exchange: Exchange,
  refusal?: CloseRefusal,
): Promise<Reply> {
  const { language, now, db, query } = exchange;
  const words = wordsIn(language);
  const today = dayIn(now);
  const { roles } = officialSession(exchange);
  const { closed, rule } = await withDoor(db, "directory", async (tx) => ({
    closed: await closedMonths(tx, 24),
    rule: await ruleOn(tx, "month-close", today),
  }));
  const done = query.get("da") ?? "";
  const waiting = monthsBack(today, 13)
    .slice(1)
    .filter((month) => !closed.some((one) => one.month === month));
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["closing.title"]}
      current={paths.staffFigures()}
    >
      <h1>{words["closing.title"]}</h1>
      <p class="lead">{words["closing.lead"].replace("{day}", String(rule.value.day))}</p>
      <Tabs current={paths.closing()} isStaff roles={roles} words={words} />
      {refusal === undefined ? null : (
        <Banner kind="error" title={words[`closing.refused.${refusal}`]} />
      )}
      {/^\d{4}-\d{2}$/u.test(done) ? (
        <Banner kind="success" title={words["closing.done"]}>
          <p>
            <LinkTo href={paths.closedMonth(done)}>{periodText(done, language)}</LinkTo>
          </p>
        </Banner>
      ) : null}
      <Panel title={words["closing.act"]} id="khoa">
        {waiting.length === 0 ? (
          <p>{words["closing.none"]}</p>
        ) : (
          <form method="post" action={paths.closing()}>
            <Select
              id="thang"
              label={words["by.month"]}
              hint={words["closing.hint"]}
              options={waiting.map((month) => ({
                value: monthKey(month),
                label: periodText(monthKey(month), language),
              }))}
            />
            <Button>{words["closing.submit"]}</Button>
          </form>
        )}
      </Panel>
      <DataTable
        caption={words["closed.caption"]}
        empty={words["closed.none"]}
        columns={[
          { key: "month", label: words["by.month"] },
          { key: "at", label: words["closed.at"] },
          { key: "by", label: words["closing.by"] },
        ]}
        rows={closed.map(({ month, closedAt, closedBy }) => ({
          id: month,
          month: (
            <LinkTo href={paths.closedMonth(monthKey(month))}>
              {periodText(monthKey(month), language)}
            </LinkTo>
          ),
          at: <When at={closedAt} />,
          by: words[closedBy.startsWith("system:") ? "closing.by-job" : "closing.by-official"],
        }))}
      />
    </StaffPage>
  );
  return { kind: "page", status: refusal === undefined ? 200 : 422, html: renderPage(view) };
}
