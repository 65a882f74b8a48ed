import { formatDay } from "#kernel/calendar-day";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  DataTable,
  EmptyState,
  Light,
  LinkTo,
  momentText,
  Pager,
  renderPage,
  StaffPage,
} from "#ui";
import { receiptText, typedReceipt } from "../paper-receipt.ts";
import { paths } from "../paths.ts";
import { PAPER_PERMISSIONS } from "../policy.ts";
import { type OwedReceipt, owedReceipts } from "../receipt-store.ts";
import { filled, wordsIn } from "../words.ts";
import type { PaperPageDeps } from "./deps.ts";

const PAGE = 50;

/** `/can-bo/ho-so-giay/phieu-in-san/con-no`: numbers that nobody has accounted for in time, for the head. */
export function owedRoute(deps: PaperPageDeps): Route {
  return {
    method: "GET",
    path: paths.owed(),
    access: "official",
    roles: PAPER_PERMISSIONS["paper-receipt see"],
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const { tenantIds } = officialSession(exchange);
  const after = readPlace(query.get("sau"));
  const found = await asOfficial(exchange, (tx) =>
    owedReceipts(tx, tenantIds, {
      now,
      limit: PAGE + 1,
      ...(after === undefined ? {} : { after }),
    }),
  );
  const owed = found.slice(0, PAGE);
  const last = owed.at(-1);
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["owed.title"]} current={paths.folders()}>
      <p>
        <LinkTo href={paths.blocks()}>{words["blocks.title"]}</LinkTo>
      </p>
      <h1>{words["owed.title"]}</h1>
      <p class="lead">{words["owed.lead"]}</p>
      {owed.length === 0 ? (
        <EmptyState icon="success" title={words["owed.empty"]} text={words["owed.empty-text"]} />
      ) : (
        <DataTable
          caption={words["owed.caption"]}
          columns={[
            { key: "number", label: words["col.number"] },
            { key: "since", label: words["col.owed-since"] },
            { key: "used", label: words["col.used-on"] },
            { key: "by", label: words["col.reserved-by"] },
          ]}
          rows={owed.map((one) => ({
            id: one.id,
            number: <LinkTo href={paths.block(one.blockPublicId)}>{receiptText(one)}</LinkTo>,
            since: (
              <Light
                state="late"
                words={filled(words["owed.since"], { at: momentText(one.owedAt) })}
              />
            ),
            used: formatDay(one.usedOn),
            by: one.reservedName,
          }))}
        />
      )}
      <Pager
        next={
          found.length > PAGE && last !== undefined
            ? `${paths.owed()}?sau=${placeOf(last)}`
            : undefined
        }
        first={query.has("sau") ? paths.owed() : undefined}
        language={language}
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function placeOf({ owedAt, year, number }: OwedReceipt): string {
  return `${owedAt.getTime()}_${number}-${year}`;
}

function readPlace(key: string | null) {
  const [at = "", slip = ""] = (key ?? "").split("_");
  const typed = typedReceipt(slip.replace("-", "/"));
  return typed === undefined || !/^\d{1,16}$/u.test(at)
    ? undefined
    : { owedAt: new Date(Number(at)), ...typed };
}
