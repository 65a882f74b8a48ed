import type { VNode } from "preact";
import { asOfficial, type Exchange, type Reply, type Route } from "#platform/http";
import { unitsOf } from "#modules/organisation";
import {
  Button,
  Checkboxes,
  ErrorSummary,
  Field,
  LinkTo,
  type PageError,
  Panel,
  renderPage,
  Select,
  StaffPage,
} from "#ui";
import type { Folder } from "../folder.ts";
import { foldersOfUnit } from "../folder-store.ts";
import { type HandOverRefused, makeHandOver, MOST_ITEMS } from "../make-hand-over.ts";
import { paths } from "../paths.ts";
import { PAPER_PERMISSIONS } from "../policy.ts";
import { REFUSALS } from "../refusals.ts";
import { unitOf } from "../unit-of.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { inTenant, officialOf, type PaperPageDeps } from "./deps.ts";
import { errorOf } from "./paper-forms.tsx";

/** `/can-bo/ho-so-giay/ban-giao/lap`: the paper of several dossiers goes on one slip to another unit. */
export function newHandOverRoutes(deps: PaperPageDeps): readonly Route[] {
  const make = {
    path: paths.newHandOver(),
    access: "official",
    roles: PAPER_PERMISSIONS["hand-over make"],
  } as const;
  return [
    { ...make, method: "GET", handle: (exchange) => show(deps, exchange) },
    { ...make, method: "POST", handle: (exchange) => send(deps, exchange) },
  ];
}

/** Codes as they are typed or scanned: one a line, or with commas between. */
function codesIn(form: URLSearchParams): readonly string[] {
  const typed = (form.get("ma-ho-so") ?? "").split(/[\s,;]+/u);
  return [...form.getAll("ho-so"), ...typed]
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== "");
}

async function send(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const { form, now } = exchange;
  const tenantId = await deps.ownTenant(exchange);
  if (tenantId === undefined) return { kind: "missing" };
  const done = await inTenant(exchange, tenantId, (tx, caller) =>
    makeHandOver(tx, now, caller, { codes: codesIn(form), toUnit: form.get("don-vi") ?? "" }),
  );
  if (done.ok) return { kind: "redirect", to: paths.handOver(done.value.publicId) };
  const error: HandOverRefused =
    typeof done.error === "string" ? { refusal: done.error } : done.error;
  return error.refusal === "missing" ? { kind: "missing" } : show(deps, exchange, error);
}

async function show(
  deps: PaperPageDeps,
  exchange: Exchange,
  refused?: HandOverRefused,
): Promise<Reply> {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const tenantId = await deps.ownTenant(exchange);
  if (tenantId === undefined) return { kind: "missing" };
  const official = officialOf(exchange);
  const { unit, units, folders } = await asOfficial(exchange, async (tx) => {
    const own = await unitOf(tx, official, now);
    return {
      unit: own,
      units: (await unitsOf(tx, official.agencyId, now)).filter((one) => one !== own),
      folders: await foldersOfUnit(tx, tenantId, own, MOST_ITEMS),
    };
  });
  const errors: readonly PageError[] =
    refused === undefined
      ? []
      : [
          {
            fieldId: refused.refusal === "unit-unfit" ? "don-vi" : "ma-ho-so",
            text: `${refused.code === undefined ? "" : `${refused.code}: `}${words[`refused.${refused.refusal}`]}`,
          },
        ];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["slip.new"]} current={paths.folders()}>
      <p>
        <LinkTo href={paths.handOvers()}>{words["slips.title"]}</LinkTo>
      </p>
      <h1>{words["slip.new"]}</h1>
      <p class="lead">{filled(words["slip.new-lead"], { unit })}</p>
      <ErrorSummary errors={errors} language={language} />
      <SlipForm {...{ exchange, words, units, folders, error: errors[0] }} />
    </StaffPage>
  );
  const status = refused === undefined ? 200 : REFUSALS[refused.refusal];
  return { kind: "page", status, html: renderPage(view) };
}

function SlipForm(props: {
  readonly exchange: Exchange;
  readonly words: Words;
  readonly units: readonly string[];
  readonly folders: readonly Folder[];
  readonly error: PageError | undefined;
}): VNode {
  const { exchange, words, units, folders, error } = props;
  const { form } = exchange;
  return (
    <Panel title={words["slip.what"]} id="lap-phieu">
      <form method="post" action={paths.newHandOver()}>
        <Select
          id="don-vi"
          label={words["slip.to"]}
          error={errorOf(error, "don-vi")}
          value={form.get("don-vi") ?? ""}
          options={units.map((one) => ({ value: one, label: one }))}
        />
        {folders.length === 0 ? null : (
          <Checkboxes
            id="ho-so"
            label={words["slip.here"]}
            values={form.getAll("ho-so")}
            options={folders.map((one) => ({
              value: one.code,
              label: `${one.code} · ${one.applicantName}`,
              hint: one.shelf ?? undefined,
            }))}
          />
        )}
        <Field
          id="ma-ho-so"
          label={words[folders.length === 0 ? "slip.codes-only" : "slip.codes"]}
          hint={words["slip.codes-hint"]}
          error={errorOf(error, "ma-ho-so")}
          rows={4}
          value={form.get("ma-ho-so") ?? ""}
        />
        <Button>{words["slip.submit"]}</Button>
      </form>
    </Panel>
  );
}
