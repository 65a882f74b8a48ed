import type { VNode } from "preact";
import type { Agency } from "#modules/organisation";
import type { Tx } from "#platform/database";
import { type Exchange, officialSession } from "#platform/http";
import { Banner, Field, type Language, LinkTo, Select } from "#ui";
import { type Dossier, type DossierRefusal, mayMove } from "../dossier.ts";
import { paths } from "../paths.ts";
import { may } from "../policy.ts";
import { isProposed, type Transfer, type Transfers } from "../transfer.ts";
import { destinationsOf } from "../transfer-dossier.ts";
import { transfersOf } from "../transfer-store.ts";
import { wordsIn } from "../words.ts";
import type { PageDeps } from "./page-deps.ts";
import { wrongQuestion } from "./staff-act-forms.tsx";
import type { SeenByStaff } from "./staff-dossier.tsx";

/** Where a dossier was passed on to, and where it came from: each side names the other's code. */
export function TransferNote(props: {
  readonly transfers: Transfers;
  readonly language: Language;
  /** The applicant owns both and may go from one to the other. */
  readonly isLinked?: boolean;
}): VNode | null {
  const { transfers, language, isLinked = false } = props;
  const { away, here } = transfers;
  const words = wordsIn(language);
  return (
    <>
      {here === undefined ? null : (
        <p class="filed-by">
          {words["transfer.from"]} <strong>{here.fromAgency}</strong>, {words["transfer.old-code"]}{" "}
          <span class="num">{here.code}</span>. {words["transfer.why"]}: {here.reason}
        </p>
      )}
      {away?.state !== "decided" ? null : (
        <p class="filed-by">
          {words["transfer.to"]} <strong>{away.toAgency}</strong>
          {away.newCode === null ? (
            `. ${words["transfer.on-its-way"]}`
          ) : (
            <>
              , {words["transfer.new-code"]}{" "}
              {isLinked ? (
                <LinkTo href={paths.myDossier(away.newPublicId)}>{away.newCode}</LinkTo>
              ) : (
                <span class="num">{away.newCode}</span>
              )}
              .
            </>
          )}
        </p>
      )}
    </>
  );
}

/** What an official is shown of transfers, and where this dossier may still go. */
export async function transfersFor(
  tx: Tx,
  exchange: Exchange,
  deps: PageDeps,
  dossier: Dossier,
): Promise<Pick<SeenByStaff, "transfers" | "destinations">> {
  const session = officialSession(exchange);
  const asks =
    mayMove(dossier.state, "transferred") &&
    (may(session, "propose-transfer", dossier) || may(session, "transfer", dossier));
  const [transfers, destinations] = await Promise.all([
    transfersOf(tx, dossier),
    asks ? destinationsOf(tx, exchange.now, deps.dossiers, dossier) : [],
  ]);
  return { transfers, destinations };
}

interface FormsProps {
  readonly exchange: Exchange;
  readonly seen: SeenByStaff;
  readonly refusal: DossierRefusal | undefined;
}

/** One form for both: whoever may decide passes on or leaves it here, whoever may not proposes. */
export function TransferForm(props: FormsProps): VNode {
  const { exchange, seen, refusal } = props;
  const { dossier, destinations, transfers } = seen;
  const { language } = exchange;
  const words = wordsIn(language);
  const decides = may(officialSession(exchange), "transfer", dossier);
  const act = decides ? "chuyen-co-quan" : "de-nghi-chuyen";
  const isTried = exchange.path.endsWith(`/${act}`);
  const proposed = isProposed(transfers.away) ? transfers.away : undefined;
  const usual = proposed === undefined ? "" : slugOf(destinations, proposed);
  const wrong = isTried ? wrongQuestion(exchange, refusal) : undefined;
  const question = (id: string, value: string) => ({
    id,
    value: isTried ? (exchange.form.get(id) ?? "") : value,
    error: wrong?.fieldId === id ? wrong.text : undefined,
  });
  return (
    <>
      {proposed === undefined ? null : (
        <Banner kind="warning" title={words["transfer.proposed"]}>
          <p>
            {proposed.proposedName}: {proposed.toAgency}. {proposed.reason}
          </p>
        </Banner>
      )}
      <details open={isTried || (decides && proposed !== undefined)}>
        <summary>{words[decides ? "transfer.title" : "transfer.propose-title"]}</summary>
        <form method="post" action={paths.staffAct(dossier.publicId, act)} class="act-form">
          <p class="hint">{words["transfer.lead"]}</p>
          <input type="hidden" name="version" value={String(dossier.version)} />
          <Select
            {...question("transfer-to", usual)}
            label={words["transfer.agency"]}
            blank={words["start.choose"]}
            options={destinations.map((one) => ({
              value: one.slug,
              label: language === "vi" ? one.name : one.nameEn,
            }))}
          />
          <Field
            {...question("transfer-reason", decides ? (proposed?.reason ?? "") : "")}
            label={words["transfer.reason"]}
            rows={3}
          />
          <button class="button button-quiet" type="submit">
            {words[decides ? "transfer.act" : "transfer.propose"]}
          </button>
        </form>
        {decides && proposed !== undefined ? (
          <form
            method="post"
            action={paths.staffAct(dossier.publicId, "khong-chuyen")}
            class="act-form"
          >
            <input type="hidden" name="version" value={String(dossier.version)} />
            <button class="button button-quiet" type="submit">
              {words["transfer.decline"]}
            </button>
          </form>
        ) : null}
      </details>
    </>
  );
}

function slugOf(destinations: readonly Agency[], { toAgencyId }: Transfer): string {
  return destinations.find((one) => one.id === toAgencyId)?.slug ?? "";
}
