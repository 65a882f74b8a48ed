import type { ComponentChildren, VNode } from "preact";
import { type Holder, holdersOf } from "#modules/organisation";
import type { Tx } from "#platform/database";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  Field,
  type Language,
  LinkTo,
  renderPage,
  Select,
  StaffPage,
} from "#ui";
import type { DossierRefusal } from "../dossier.ts";
import { handOverDossier } from "../hold-dossier.ts";
import { WORKING_ROLES } from "../morning.ts";
import { paths } from "../paths.ts";
import { agencyOf, type Caller } from "../policy.ts";
import type { WorklistRow } from "../store.ts";
import { wordsIn } from "../words.ts";
import { inOneTenant } from "./act-in-tenant.ts";
import type { PageDeps } from "./page-deps.ts";

/** Several dossiers of the list handed to one colleague; each goes, or stays, by itself. */
export function handOverManyRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/can-bo/viec/chuyen",
      access: "official",
      handle: (exchange) => handOver(deps, exchange),
    },
  ];
}

/** As many as one page of the list shows. */
const MOST_AT_ONCE = 25;

interface Kept {
  readonly code: string;
  readonly publicId: string;
  readonly why: DossierRefusal;
}

async function handOver(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { form, now } = exchange;
  const session = officialSession(exchange);
  const colleagues = await asOfficial(exchange, (tx) => colleaguesOf(tx, session, now));
  if (colleagues.length === 0) return { kind: "missing" };
  const chosen = form.getAll("ho-so").slice(0, MOST_AT_ONCE).flatMap(readChosen);
  const kept: Kept[] = [];
  for (const { publicId, version, code } of chosen) {
    const one = { ...exchange, params: { id: publicId } };
    const done = await inOneTenant(one, (tx, caller) =>
      handOverDossier(tx, now, caller, {
        publicId,
        version,
        toOfficialId: form.get("to") ?? "",
        note: (form.get("note") ?? "").normalize("NFC").slice(0, 1000),
      }),
    );
    if (!done.ok) kept.push({ code, publicId, why: done.error });
  }
  if (chosen.length > 0 && kept.length === 0) return { kind: "redirect", to: paths.worklist() };
  return report(deps, exchange, { gone: chosen.length - kept.length, kept });
}

/** `publicId version code`, as the box of a row sends it; the code only names what stayed. */
function readChosen(
  text: string,
): { readonly publicId: string; readonly version: number; readonly code: string }[] {
  const [publicId = "", version = "", code = ""] = text.slice(0, 200).split(" ");
  return /^\d{1,9}$/u.test(version) ? [{ publicId, version: Number(version), code }] : [];
}

function report(
  deps: PageDeps,
  exchange: Exchange,
  { gone, kept }: { readonly gone: number; readonly kept: readonly Kept[] },
): Reply {
  const words = wordsIn(exchange.language);
  const title = words["many.result"];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={title} current={paths.worklist()}>
      <h1>{title}</h1>
      {kept.length === 0 ? (
        <Banner kind="warning" title={words["many.none"]} />
      ) : (
        <>
          <Banner kind={gone === 0 ? "warning" : "info"} title={`${words["many.done"]}: ${gone}`} />
          <DataTable
            caption={words["many.kept"]}
            columns={[
              { key: "code", label: words["col.code"] },
              { key: "why", label: words["many.why"] },
            ]}
            rows={kept.map((one) => ({
              id: one.publicId,
              code:
                one.why === "missing" ? (
                  one.code
                ) : (
                  <LinkTo href={paths.staffDossier(one.publicId)}>{one.code}</LinkTo>
                ),
              why: words[`refused.${one.why}`],
            }))}
          />
        </>
      )}
      <p>
        <LinkTo href={paths.worklist()}>{words["many.back"]}</LinkTo>
      </p>
    </StaffPage>
  );
  return { kind: "page", status: 422, html: renderPage(view) };
}

/** Who else holds a role of this position today. */
export async function colleaguesOf(tx: Tx, caller: Caller, now: Date): Promise<readonly Holder[]> {
  const own = caller.actor.kind === "official" ? caller.actor.officialId : "";
  const found = new Map<string, Holder>();
  const roles = WORKING_ROLES.filter((one) => caller.roles.includes(one));
  const holders = await Promise.all(
    roles.map((role) => holdersOf(tx, agencyOf(caller), role, now)),
  );
  for (const one of holders.flat()) if (one.officialId !== own) found.set(one.officialId, one);
  return [...found.values()];
}

/** What waits for the own role and is held by nobody else may be handed on. */
export function mayGoOn(caller: Caller, row: WorklistRow): boolean {
  const own = caller.actor.kind === "official" ? caller.actor.officialId : "";
  return caller.roles.includes(row.stepRole ?? "") && (row.holderId ?? own) === own;
}

export function SelectRow(props: {
  readonly row: WorklistRow;
  readonly language: Language;
}): VNode {
  const { row, language } = props;
  return (
    <input
      type="checkbox"
      name="ho-so"
      value={`${row.publicId} ${row.version} ${row.code}`}
      aria-label={`${wordsIn(language)["many.select"]} ${row.code}`}
    />
  );
}

/** The list as a form; without a colleague in the role it is only the list. */
export function HandOverMany(props: {
  readonly language: Language;
  readonly colleagues: readonly Holder[];
  readonly children: ComponentChildren;
}): VNode {
  const { language, colleagues, children } = props;
  const words = wordsIn(language);
  if (colleagues.length === 0) return <>{children}</>;
  return (
    <form method="post" action={paths.handOverMany()}>
      {children}
      <fieldset class="filters">
        <legend>{words["many.title"]}</legend>
        <Select
          id="to"
          label={words["many.to"]}
          options={colleagues.map((one) => ({ value: one.officialId, label: one.name }))}
        />
        <Field id="note" label={words["desk.note"]} maxlength={1000} />
        <Button kind="secondary">{words["many.submit"]}</Button>
      </fieldset>
    </form>
  );
}
