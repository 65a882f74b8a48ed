import { formatDay, dayIn } from "#kernel/calendar-day";
import { StaleVersion } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { Banner, CitizenPage, Field, KeyValues, renderPage } from "#ui";
import { type Dossier, type DossierRefusal, mayMove, REFUSALS } from "../dossier.ts";
import { paths } from "../paths.ts";
import { dossierByPublicId } from "../store.ts";
import { withdrawDossier } from "../withdraw-dossier.ts";
import { wordsIn } from "../words.ts";
import { applicantIn, asApplicant, type PageDeps } from "./page-deps.ts";

/** The applicant takes a dossier back: a page that says what follows, and one button. */
export function withdrawRoutes(deps: PageDeps): readonly Route[] {
  const path = "/ho-so-cua-toi/:id/rut-ho-so";
  return [
    { method: "GET", path, access: "applicant", handle: (exchange) => show(deps, exchange) },
    { method: "POST", path, access: "applicant", handle: (exchange) => withdraw(deps, exchange) },
  ];
}

function own(exchange: Exchange): Promise<Dossier | undefined> {
  return asApplicant(exchange, (tx) => dossierByPublicId(tx, exchange.params["id"] ?? ""));
}

async function withdraw(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const dossier = await own(exchange);
  if (dossier === undefined) return { kind: "missing" };
  const done = await applicantIn(exchange, dossier.tenantId, (tx) =>
    withdrawDossier(tx, exchange.now, deps.dossiers, {
      publicId: dossier.publicId,
      accountId: dossier.accountId,
      version: Number(exchange.form.get("version")),
      reason: (exchange.form.get("reason") ?? "").normalize("NFC").slice(0, 1000),
    }),
  ).catch((error: unknown) => {
    if (error instanceof StaleVersion) return { ok: false, error: "stale" } as const;
    throw error;
  });
  if (done.ok) return { kind: "redirect", to: paths.myDossier(dossier.publicId) };
  return done.error === "missing" ? { kind: "missing" } : show(deps, exchange, done.error);
}

async function show(deps: PageDeps, exchange: Exchange, refusal?: DossierRefusal): Promise<Reply> {
  const dossier = await own(exchange);
  if (dossier === undefined) return { kind: "missing" };
  const { language } = exchange;
  const words = wordsIn(language);
  const due = dossier.dueAt ?? dossier.answerDueAt;
  const isPossible = mayMove(dossier.state, "withdrawn");
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["withdraw.title"]}>
      <h1>{words["withdraw.title"]}</h1>
      {refusal === undefined ? null : (
        <Banner
          kind="warning"
          title={words[refusal === "stale" ? "withdraw.stale" : "refused.wrong-state"]}
        />
      )}
      {isPossible ? <p class="lead">{words["withdraw.lead"]}</p> : null}
      <section class="panel">
        <KeyValues
          rows={[
            { label: words["col.code"], value: dossier.code },
            {
              label: words["withdraw.procedure"],
              value: deps.dossiers.apps.get(dossier.appId)?.app.title[language] ?? "",
            },
            { label: words["col.title"], value: dossier.title },
            { label: words["col.state"], value: words[`state.${dossier.state}`] },
            { label: words["col.due"], value: formatDay(dayIn(due)) },
          ]}
        />
        {isPossible ? (
          <form method="post" action={paths.withdraw(dossier.publicId)}>
            <input type="hidden" name="version" value={String(dossier.version)} />
            <Field
              id="reason"
              label={words["withdraw.reason"]}
              hint={words["withdraw.reason-hint"]}
              rows={3}
              value={exchange.form.get("reason") ?? ""}
            />
            <p class="acts">
              <button class="button" type="submit">
                {words["withdraw.act"]}
              </button>
              <a href={paths.myDossier(dossier.publicId)}>{words["withdraw.keep"]}</a>
            </p>
          </form>
        ) : (
          <p>{words["withdraw.impossible"]}</p>
        )}
      </section>
    </CitizenPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}
