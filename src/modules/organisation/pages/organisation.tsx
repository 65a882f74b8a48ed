import type { VNode } from "preact";
import { type CalendarDay, formatDay } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { Button, DataTable, ErrorSummary, Field, LinkTo, renderPage, Select, StaffPage } from "#ui";
import type { AgencyKind } from "../agency.ts";
import { agenciesOn } from "../find-organisation.ts";
import { paths } from "../paths.ts";
import { ORGANISATION_PERMISSIONS } from "../policy.ts";
import { type Words, wordsIn } from "../words.ts";
import { dayAsked, type OrganisationPageDeps } from "./deps.ts";

const KINDS: readonly AgencyKind[] = [
  "city-office",
  "department",
  "district",
  "ward",
  "corporation",
  "centre",
];

/** `/can-bo/to-chuc`: which agencies there are on a day. */
export function organisationRoute(deps: OrganisationPageDeps): Route {
  return {
    method: "GET",
    path: paths.organisation(),
    access: "official",
    roles: ORGANISATION_PERMISSIONS["organisation see"],
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: OrganisationPageDeps, exchange: Exchange): Promise<Reply> {
  const { language, query, db } = exchange;
  const words = wordsIn(language);
  const { on, isWrong } = dayAsked(exchange);
  const kind = KINDS.find((one) => one === query.get("loai"));
  const agencies = await withDoor(db, "directory", (tx) =>
    agenciesOn(tx, on, kind === undefined ? {} : { kind }),
  );
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["title"]} current={paths.organisation()}>
      <h1>{words["title"]}</h1>
      <p class="lead">{words["lead"]}</p>
      <ErrorSummary
        errors={isWrong ? [{ fieldId: "ngay", text: words["on-wrong"] }] : []}
        language={language}
      />
      <form method="get" action={paths.organisation()} class="filters">
        <DayField {...{ words, on, isWrong, typed: query.get("ngay") }} />
        <Select
          id="loai"
          label={words["kind"]}
          blank={words["kind.all"]}
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: words[`kind.${one}`] }))}
        />
        <Button kind="secondary">{words["show"]}</Button>
      </form>
      <DataTable
        caption={`${words["caption"]}, ${formatDay(on)}: ${agencies.length}`}
        empty={words["none"]}
        columns={[
          { key: "name", label: words["col.name"] },
          { key: "kind", label: words["col.kind"] },
          { key: "organId", label: words["col.organ-id"] },
          { key: "oneStop", label: words["col.one-stop"] },
        ]}
        rows={agencies.map((agency) => ({
          id: agency.id,
          name: (
            <LinkTo href={`${paths.agency(agency.slug)}?ngay=${on}`}>
              {language === "vi" ? agency.name : agency.nameEn}
            </LinkTo>
          ),
          kind: words[`kind.${agency.kind}`],
          organId: <span class="num">{agency.organId}</span>,
          oneStop: words[agency.isOneStop ? "yes" : "no"],
        }))}
      />
    </StaffPage>
  );
  return { kind: "page", status: isWrong ? 422 : 200, html: renderPage(view) };
}

export function DayField(props: {
  readonly words: Words;
  readonly on: CalendarDay;
  readonly isWrong: boolean;
  readonly typed: string | null;
}): VNode {
  const { words, on, isWrong, typed } = props;
  return (
    <Field
      id="ngay"
      label={words["on"]}
      hint={words["on-hint"]}
      error={isWrong ? words["on-wrong"] : undefined}
      value={isWrong ? (typed ?? "") : formatDay(on)}
      width="short"
    />
  );
}
