import { calendarDay, dayIn } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { Banner, Button, ErrorSummary, Field, Panel, renderPage, StaffPage } from "#ui";
import { paths } from "../paths.ts";
import { INDICATOR_PERMISSIONS } from "../policy.ts";
import { type Group, GROUPS, readWeights } from "../quality-index.ts";
import { ruleOn } from "../rule-store.ts";
import { setRule } from "../set-rule.ts";
import { type Words, wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

/** `/can-bo/thong-ke/trong-so`: an administrator corrects the weights of the index and the day of closing, by a document (R23). */
export function weightRoutes(deps: IndicatorDeps): readonly Route[] {
  const guard = {
    path: paths.weights(),
    access: "official",
    roles: INDICATOR_PERMISSIONS["figure-rule set"],
  } as const;
  return [
    { ...guard, method: "GET", handle: (exchange) => page(deps, exchange, []) },
    { ...guard, method: "POST", handle: (exchange) => send(deps, exchange) },
  ];
}

type WrongField = Group | "source" | "from" | "day";

async function send(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { db, now, form } = exchange;
  const { actor } = officialSession(exchange);
  const source = (form.get("source") ?? "").trim().slice(0, 500);
  const validFrom = calendarDay(form.get("from") ?? "");
  const isDay = form.get("quy-tac") === "month-close";
  const day = Number(form.get("day"));
  const weights = readWeights(form);
  const isWrongDay = !(Number.isInteger(day) && day >= 1 && day <= 28);
  const wrong: WrongField[] = [
    ...(isDay && isWrongDay ? (["day"] as const) : []),
    ...(isDay || weights.ok ? [] : weights.error),
    ...(validFrom === undefined ? (["from"] as const) : []),
    ...(source === "" ? (["source"] as const) : []),
  ];
  if (wrong.length > 0 || validFrom === undefined) return page(deps, exchange, wrong);
  const dated = { validFrom, source, certainty: "S" } as const;
  const kept =
    isDay || !weights.ok
      ? await setRule(db, now, actor, { name: "month-close", rule: { ...dated, value: { day } } })
      : await setRule(db, now, actor, {
          name: "quality-index",
          rule: { ...dated, value: weights.value },
        });
  return kept.ok
    ? { kind: "redirect", to: `${paths.weights()}?da=1` }
    : page(deps, exchange, ["source"]);
}

async function page(
  deps: IndicatorDeps,
  exchange: Exchange,
  wrong: readonly WrongField[],
): Promise<Reply> {
  const { language, now, db, form, query } = exchange;
  const words = wordsIn(language);
  const today = dayIn(now);
  const { roles } = officialSession(exchange);
  const { index, close } = await withDoor(db, "directory", async (tx) => ({
    index: await ruleOn(tx, "quality-index", today),
    close: await ruleOn(tx, "month-close", today),
  }));
  const isDay = form.get("quy-tac") === "month-close";
  const errorOf = (field: WrongField, isHere: boolean): string | undefined =>
    isHere && wrong.includes(field) ? errorText(field, words) : undefined;
  const dated = (prefix: string, isHere: boolean, source: string) => [
    <Field
      key="from"
      id={`${prefix}from`}
      name="from"
      type="date"
      label={words["rule.from"]}
      error={errorOf("from", isHere)}
      value={isHere ? (form.get("from") ?? today) : today}
    />,
    <Field
      key="source"
      id={`${prefix}source`}
      name="source"
      label={words["rule.source"]}
      hint={`${words["rule.now"]} ${source}`}
      error={errorOf("source", isHere)}
      value={isHere ? (form.get("source") ?? "") : ""}
    />,
  ];
  const isSent = exchange.method === "POST";
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["rule.title"]} current={paths.staffFigures()}>
      <h1>{words["rule.title"]}</h1>
      <p class="lead">{words["rule.lead"]}</p>
      <Tabs current={paths.weights()} isStaff roles={roles} words={words} />
      <ErrorSummary
        errors={wrong.map((field) => ({
          fieldId: field === "source" || field === "from" ? `${isDay ? "d-" : ""}${field}` : field,
          text: errorText(field, words),
        }))}
        language={language}
      />
      {query.has("da") && !isSent ? <Banner kind="success" title={words["rule.done"]} /> : null}
      <Panel title={words["index.title"]} id="chi-so">
        <form method="post" action={paths.weights()}>
          <input type="hidden" name="quy-tac" value="quality-index" />
          {GROUPS.map((group) => (
            <Field
              key={group}
              id={group}
              inputmode="numeric"
              label={words[`group.${group}`]}
              error={errorOf(group, isSent && !isDay)}
              value={isSent && !isDay ? (form.get(group) ?? "") : String(index.value[group] ?? 0)}
            />
          ))}
          {dated("", isSent && !isDay, index.source)}
          <Button>{words["rule.submit"]}</Button>
        </form>
      </Panel>
      <Panel title={words["closing.title"]} id="ngay-khoa">
        <form method="post" action={paths.weights()}>
          <input type="hidden" name="quy-tac" value="month-close" />
          <Field
            id="day"
            inputmode="numeric"
            label={words["rule.day"]}
            error={errorOf("day", isSent && isDay)}
            value={isSent && isDay ? (form.get("day") ?? "") : String(close.value.day)}
          />
          {dated("d-", isSent && isDay, close.source)}
          <Button>{words["rule.submit"]}</Button>
        </form>
      </Panel>
    </StaffPage>
  );
  return { kind: "page", status: wrong.length === 0 ? 200 : 422, html: renderPage(view) };
}

function errorText(field: WrongField, words: Words): string {
  if (field === "source" || field === "from" || field === "day")
    return words[`rule.wrong.${field}`];
  return `${words[`group.${field}`]}: ${words["rule.wrong.points"]}`;
}
