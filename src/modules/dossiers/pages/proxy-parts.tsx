import type { VNode } from "preact";
import { mandatesOf, type MandateInForce } from "#modules/identity";
import { withApplicant, withDoor } from "#platform/database";
import type { Exchange } from "#platform/http";
import { Panel, Select, Tag, When } from "#ui";
import { paths } from "../paths.ts";
import { filingsByProxy, type ProxyFiling, proxyText } from "../proxy-filing.ts";
import { dossierByPublicId } from "../store.ts";
import { wordsIn } from "../words.ts";
import { applicantOf, asApplicant, type PageDeps } from "./page-deps.ts";

type Language = "vi" | "en";

/** Said on every screen where somebody acts for another. */
export function FiledBy(props: {
  readonly filing: ProxyFiling | undefined;
  readonly language: Language;
}): VNode | null {
  const { filing, language } = props;
  if (filing === undefined) return null;
  const words = wordsIn(language);
  return (
    <p class="filed-by">
      <Tag kind="info">{words["proxy.filed-by"]}</Tag> <strong>{proxyText(filing)}</strong>,{" "}
      {words["proxy.for"]} <strong>{filing.representedName}</strong>
    </p>
  );
}

/** The mandates under which the reader may file under a procedure now. */
export async function mandatesFor(exchange: Exchange, appId: string): Promise<MandateInForce[]> {
  const { accountId } = applicantOf(exchange);
  const all = await withDoor(exchange.db, "sign_in", (tx) =>
    mandatesOf(tx, accountId, exchange.now),
  );
  return all.filter((one) => one.appIds.length === 0 || one.appIds.includes(appId));
}

/** For oneself, or for whom; nothing to choose where nobody gave a mandate. */
export function ForWhom(props: {
  readonly mandates: readonly MandateInForce[];
  readonly chosen: string | undefined;
  readonly language: Language;
  readonly error?: string | undefined;
}): VNode | null {
  const words = wordsIn(props.language);
  if (props.mandates.length === 0) return null;
  return (
    <Select
      id="cho"
      label={words["start.for"]}
      value={props.chosen}
      error={props.error}
      options={[
        { value: "", label: words["start.for-me"] },
        ...props.mandates.map((one) => ({
          value: one.id,
          label: `${words["start.for-other"]} ${one.representedName}${one.organisation === null ? "" : ` (${one.organisation})`}`,
        })),
      ]}
    />
  );
}

/** What somebody filed for others, each with the state it is in. */
export async function filedForOthers(
  exchange: Exchange,
): Promise<readonly (ProxyFiling & { readonly state: string | undefined })[]> {
  const own = applicantOf(exchange);
  const filings = await asApplicant(exchange, (tx) => filingsByProxy(tx, own.accountId));
  const found: (ProxyFiling & { readonly state: string | undefined })[] = [];
  for (const filing of filings) {
    const actor = { ...own, accountId: filing.representedId };
    const state = await withApplicant(exchange.db, { tenantIds: [], actor }, async (tx) => {
      const dossier = await dossierByPublicId(tx, filing.publicId);
      return dossier?.state;
    });
    found.push({ ...filing, state });
  }
  return found;
}

export function FiledForOthers(props: {
  readonly filings: Awaited<ReturnType<typeof filedForOthers>>;
  readonly deps: PageDeps;
  readonly language: Language;
}): VNode | null {
  const { filings, deps, language } = props;
  const words = wordsIn(language);
  if (filings.length === 0) return null;
  return (
    <Panel title={words["mine.for-others"]}>
      <ul class="list">
        {filings.map((one) => (
          <li key={one.subjectId}>
            <a
              href={
                one.state === undefined
                  ? paths.draftReview(one.publicId)
                  : paths.myDossier(one.publicId)
              }
            >
              {deps.dossiers.apps.get(one.appId)?.app.title[language]}
            </a>
            <span class="hint">
              {words["proxy.for"]} {one.representedName}.{" "}
              {one.state === undefined
                ? words["mine.drafts"]
                : words[`state.${one.state}` as keyof typeof words]}
              . <When at={one.startedAt} withTime={false} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
