import type { VNode } from "preact";
import { latestOfTypes, recordById, type RegisterRecord } from "#engines/records";
import { formatDay } from "#kernel/calendar-day";
import type { Exchange, Reply, Route } from "#platform/http";
import { Button, DataTable, LinkTo, renderPage, Select, StaffPage, When } from "#ui";
import type { Amendment } from "../amendment.ts";
import { paths } from "../paths.ts";
import { mayOn, RESULT_PERMISSIONS } from "../policy.ts";
import { amendmentsWaiting } from "../store.ts";
import { type Words, wordsIn } from "../words.ts";
import { inRecords, officialOf, type ResultPageDeps, tenantAsked } from "./deps.ts";

/** `/can-bo/so-ket-qua`: the registers of the agency, and what waits for a leader. */
export function registersRoutes(deps: ResultPageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: paths.registers(),
      access: "official",
      roles: RESULT_PERMISSIONS["result see"],
      handle: (exchange) => show(deps, exchange),
    },
  ];
}

interface Waiting {
  readonly amendment: Amendment;
  readonly record: RegisterRecord;
}

async function show(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const { language } = exchange;
  const words = wordsIn(language);
  const { tenantIds } = officialOf(exchange);
  const tenantId = tenantAsked(exchange);
  if (tenantId === undefined && tenantIds.length > 0) return { kind: "missing" };
  const { latest, waiting } =
    tenantId === undefined
      ? { latest: [], waiting: [] }
      : await inRecords(exchange, tenantId, async (tx, caller) => {
          const may = (appId: string) => mayOn(caller, "result see", { tenantId, appId });
          const types = deps.registers.all().filter((one) => may(one.app.id));
          const ids = [...new Set(types.map((one) => one.type.id))];
          const open = (await amendmentsWaiting(tx, tenantId)).filter((one) => may(one.appId));
          const records = await Promise.all(
            open.map(async (amendment) => ({
              amendment,
              record: await recordById(tx, tenantId, amendment.recordId),
            })),
          );
          return {
            latest: await latestOfTypes(tx, tenantId, ids),
            waiting: records.flatMap(({ amendment, record }) =>
              record === undefined ? [] : [{ amendment, record }],
            ),
          };
        });
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["title"]} current={paths.registers()}>
      <h1>{words["title"]}</h1>
      <p class="lead">{words["lead"]}</p>
      {tenantIds.length > 1 ? (
        <form method="get" action={paths.registers()} class="filters">
          <Select
            id="cua"
            label={words["of"]}
            value={tenantId}
            options={(await deps.tenants(exchange)).map(({ id, name }) => ({
              value: id,
              label: name,
            }))}
          />
          <Button kind="secondary">{words["show"]}</Button>
        </form>
      ) : null}
      <DataTable
        caption={words["registers.caption"]}
        empty={words["registers.none"]}
        columns={[
          { key: "name", label: words["col.register"] },
          { key: "latest", label: words["col.latest"] },
          { key: "on", label: words["col.latest-on"] },
        ]}
        rows={latest.flatMap((one) => {
          const register = deps.registers.ofType(one.typeId);
          if (register === undefined) return [];
          const place = `${paths.register(register.app.id)}?cua=${tenantId ?? ""}`;
          return [
            {
              id: one.typeId,
              name: <LinkTo href={place}>{register.edition.result.title[language]}</LinkTo>,
              latest: <span class="num">{one.number}</span>,
              on: <span class="num">{formatDay(one.issuedOn)}</span>,
            },
          ];
        })}
      />
      <WaitingTable words={words} waiting={waiting} />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function WaitingTable(props: {
  readonly words: Words;
  readonly waiting: readonly Waiting[];
}): VNode {
  const { words, waiting } = props;
  return (
    <DataTable
      caption={words["waiting.caption"]}
      empty={words["waiting.none"]}
      columns={[
        { key: "number", label: words["col.number"] },
        { key: "title", label: words["col.title"] },
        { key: "kind", label: words["col.kind"] },
        { key: "by", label: words["col.by"] },
        { key: "at", label: words["col.proposed"] },
      ]}
      rows={waiting.map(({ amendment, record }) => ({
        id: amendment.id,
        number: <LinkTo href={paths.result(record.publicId)}>{record.number}</LinkTo>,
        title: record.title,
        kind: words[`kind.${amendment.kind}`],
        by: amendment.proposerName,
        at: <When at={amendment.proposedAt} />,
      }))}
    />
  );
}
