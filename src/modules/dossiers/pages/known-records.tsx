import type { ComponentChildren, VNode } from "preact";
import { type Edition, isGroup } from "#app-kit";
import { dayIn, formatDay } from "#kernel/calendar-day";
import { accessLogPaths } from "#modules/access-log";
import { identityPaths, provenCitizenNumber } from "#modules/identity";
import { withDoor } from "#platform/database";
import type { Exchange } from "#platform/http";
import { type Language, momentText, Panel } from "#ui";
import type { Consent } from "../consent-store.ts";
import type { Draft } from "../draft-store.ts";
import {
  fillConsent,
  type KnownRecords,
  type OfferedRecord,
  originsOf,
  searchConsent,
} from "../known-records.ts";
import { paths } from "../paths.ts";
import { userOf } from "../reuse-paper.ts";
import { recordsFor } from "../use-known-record.ts";
import { wordsIn } from "../words.ts";
import { applicantOf, asApplicant, isOwn, type PageDeps } from "./page-deps.ts";

interface At {
  readonly draft: Draft;
  readonly edition: Edition;
}

/** Before the first question: what the city could fill in, what would be searched for it, and the applicant's say in it. */
export async function recordsPanel(
  deps: PageDeps,
  exchange: Exchange,
  at: At,
  consents: readonly Consent[],
): Promise<VNode | null> {
  const { records } = deps;
  const { draft, edition } = at;
  if (records === undefined || edition.prefill === undefined || !(await isOwn(exchange)))
    return null;
  const { language, db, now } = exchange;
  const applicant = applicantOf(exchange);
  const proven = await withDoor(db, "sign_in", (tx) =>
    provenCitizenNumber(tx, applicant.accountId),
  );
  if (proven === undefined) return <Unproven at={exchange.path} language={language} />;
  const filled = fillConsent(consents);
  if (filled !== undefined && !exchange.query.has("chon"))
    return <Filled {...{ draft, consent: filled, language, at: exchange.path }} />;
  if (searchConsent(consents) === undefined)
    return <Ask {...{ exchange, at, records }} purpose={await purposeOf(deps, exchange, draft)} />;
  const found = await recordsFor(
    db,
    now,
    { dossiers: deps.dossiers, records },
    applicant,
    draft.publicId,
  );
  return found.ok ? <Choose {...{ at, language }} offered={found.value.offered} /> : null;
}

/** The procedure, and the agency that would get to know it. */
async function purposeOf(deps: PageDeps, exchange: Exchange, draft: Draft): Promise<string> {
  const user = await asApplicant(exchange, (tx) => userOf(tx, exchange.now, deps.dossiers, draft));
  const procedure = deps.dossiers.apps.get(draft.appId)?.app.title[exchange.language];
  return [procedure, user.agencyName].join(", ");
}

function Framed(props: { readonly language: Language; readonly children: ComponentChildren }) {
  return (
    <Panel title={wordsIn(props.language)["record.title"]} id="thong-tin-da-co">
      {props.children}
    </Panel>
  );
}

function Unproven({ at, language }: { readonly at: string; readonly language: Language }): VNode {
  const words = wordsIn(language);
  return (
    <Framed language={language}>
      <p>{words["record.unproven"]}</p>
      <p>
        <a href={identityPaths.viaProvider(at)}>{words["record.link"]}</a>{" "}
        {words["record.link-then"]}
      </p>
    </Framed>
  );
}

function Ask(props: {
  readonly exchange: Exchange;
  readonly at: At;
  readonly records: KnownRecords;
  readonly purpose: string;
}): VNode {
  const { exchange, at, records } = props;
  const { language } = exchange;
  const words = wordsIn(language);
  return (
    <Framed language={language}>
      <p>{words["record.what"]}</p>
      <ul class="prose-list">
        {(at.edition.prefill ?? []).map(({ from }) => (
          <li key={from}>{records.titleOf(from)?.[language] ?? from}</li>
        ))}
      </ul>
      <p>
        {words["record.for"]} <strong>{props.purpose}</strong>.
      </p>
      <p class="hint">
        {words["record.not-yet"]} {words["record.until"]}
      </p>
      <form method="post" action={paths.draftRecords(at.draft.publicId, "dong-y")}>
        <p class="acts">
          <button class="button button-quiet" type="submit">
            {words["record.agree"]}
          </button>
        </p>
      </form>
    </Framed>
  );
}

function Choose(props: {
  readonly at: At;
  readonly offered: readonly OfferedRecord[];
  readonly language: Language;
}): VNode {
  const { at, offered, language } = props;
  const words = wordsIn(language);
  return (
    <Framed language={language}>
      <p>{words[offered.length === 0 ? "record.none" : "record.found"]}</p>
      {offered.length === 0 ? null : (
        <form method="post" action={paths.draftRecords(at.draft.publicId, "dien")}>
          <ul class="offered">
            {offered.map((one) => (
              <Offer key={one.record.id} edition={at.edition} offered={one} language={language} />
            ))}
          </ul>
        </form>
      )}
      <Logged language={language} />
      <Revoke draft={at.draft} label={words["record.revoke"]} />
    </Framed>
  );
}

function Offer(props: {
  readonly edition: Edition;
  readonly offered: OfferedRecord;
  readonly language: Language;
}): VNode {
  const { edition, language } = props;
  const { record, answers } = props.offered;
  const words = wordsIn(language);
  const labels = edition.form.steps
    .flatMap((step) => step.items)
    .filter((item) => !isGroup(item) && Object.hasOwn(answers, item.id))
    .map((item) => item.label[language]);
  const standing = words[record.state === "corrected" ? "record.corrected" : "record.valid"];
  return (
    <li>
      <span>
        <strong>{record.title[language]}</strong>
        <br />
        <span class="num">
          {words["record.number"]} {record.number}, {words["record.issued"]}{" "}
          {formatDay(record.issuedOn)}
        </span>
        , {standing}
        <br />
        <span class="hint">
          <span lang="vi">{record.agencyName}</span>. {words["record.fills"]} {labels.join("; ")}.
        </span>
      </span>
      <button class="button button-quiet" type="submit" name="record" value={record.id}>
        {words["record.use"]}
        <span class="sr">
          : {record.title[language]}, {record.number}
        </span>
      </button>
    </li>
  );
}

function Filled(props: {
  readonly draft: Draft;
  readonly consent: Consent;
  readonly language: Language;
  readonly at: string;
}): VNode {
  const { draft, consent, language } = props;
  const words = wordsIn(language);
  return (
    <Framed language={language}>
      <p>
        {words["record.filled"]} <strong>{consent.fromTitle[language]}</strong>,{" "}
        <span class="num">
          {words["record.no"]} {consent.fromCode}
          {issuedText(consent, language)}
        </span>
        . {words["record.until"]}
      </p>
      <p>
        <a href={`${props.at}?chon`}>{words["record.other"]}</a>
      </p>
      <Logged language={language} />
      <Revoke draft={draft} label={words["record.revoke-filled"]} />
    </Framed>
  );
}

function issuedText({ fromAt }: Consent, language: Language): string {
  return fromAt === null
    ? ""
    : `, ${wordsIn(language)["record.issued"]} ${formatDay(dayIn(fromAt))}`;
}

function Logged({ language }: { readonly language: Language }): VNode {
  const words = wordsIn(language);
  return (
    <p class="hint">
      {words["record.log"]} <a href={accessLogPaths.mine()}>{words["record.log-link"]}</a>.
    </p>
  );
}

function Revoke({ draft, label }: { readonly draft: Draft; readonly label: string }): VNode {
  return (
    <form method="post" action={paths.draftRecords(draft.publicId, "rut")}>
      <p class="acts">
        <button class="link-button" type="submit">
          {label}
        </button>
      </p>
    </form>
  );
}

/** Where each answer came from, by the question; one that was changed since says so. */
export function notesOf(
  consents: readonly Consent[],
  answers: Draft["answers"],
  language: Language,
): ReadonlyMap<string, string> {
  const words = wordsIn(language);
  return new Map(
    [...originsOf(consents, answers)].map(([id, { consent, isChanged }]) => {
      const from = `${words["record.from"]} ${consent.fromTitle[language]}, ${words["record.no"]} ${consent.fromCode}.`;
      return [id, isChanged ? `${from} ${words["record.changed"]}.` : from];
    }),
  );
}

/** A row of a summary with where its answer came from. */
export function withNote(
  row: { readonly id: string; readonly label: string; readonly value: string },
  notes: ReadonlyMap<string, string>,
): { readonly label: string; readonly value: ComponentChildren } {
  const note = notes.get(row.id);
  if (note === undefined) return row;
  return {
    label: row.label,
    value: (
      <>
        {row.value}
        <span class="hint">{note}</span>
      </>
    ),
  };
}

/** For whoever decides: that the applicant agreed, and when. */
export function FilledFrom(props: {
  readonly consents: readonly Consent[];
  readonly language: Language;
}): VNode | null {
  const { language } = props;
  const consent = fillConsent(props.consents);
  if (consent === undefined) return null;
  const words = wordsIn(language);
  return (
    <p class="hint">
      {words["record.filled"]} {consent.fromTitle[language]}, {words["record.no"]}{" "}
      {consent.fromCode}
      {issuedText(consent, language)}. {words["record.agreed-at"]} {momentText(consent.agreedAt)}.
    </p>
  );
}
