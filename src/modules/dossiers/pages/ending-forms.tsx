import type { VNode } from "preact";
import { type Exchange, officialSession } from "#platform/http";
import { Banner, Field, Panel, When } from "#ui";
import { editionOf } from "../deps.ts";
import { type DossierRefusal, mayMove } from "../dossier.ts";
import { paths } from "../paths.ts";
import { may } from "../policy.ts";
import { mayAllowSupplement } from "../stop-dossier.ts";
import { wordsIn } from "../words.ts";
import type { PageDeps } from "./page-deps.ts";
import { wrongQuestion } from "./staff-act-forms.tsx";
import type { SeenByStaff } from "./staff-dossier.tsx";
import { TransferForm } from "./transfer-parts.tsx";

interface EndingProps {
  readonly deps: PageDeps;
  readonly exchange: Exchange;
  readonly seen: SeenByStaff;
  readonly refusal: DossierRefusal | undefined;
}

/** What is decided beside the course of the process, each behind a fold: another supplement, a stop, another agency. */
export function EndingForms(props: EndingProps): VNode | null {
  const { exchange, seen, deps } = props;
  const { dossier } = seen;
  const words = wordsIn(exchange.language);
  const session = officialSession(exchange);
  const { desk } = editionOf(deps.dossiers, dossier.appId, dossier.edition);
  const forms = [
    ...(may(session, "allow-supplement", dossier) &&
    mayAllowSupplement(dossier) &&
    desk.supplementAt.includes(dossier.step ?? "")
      ? [<AllowSupplementForm {...props} />]
      : []),
    ...(may(session, "stop", dossier) && mayMove(dossier.state, "stopped")
      ? [<StopForm {...props} />]
      : []),
    ...(seen.destinations.length > 0 ? [<TransferForm {...props} />] : []),
  ];
  if (forms.length === 0) return null;
  return (
    <Panel title={words["ending.title"]} id="quyet-dinh-khac">
      {forms}
    </Panel>
  );
}

/** A form of its own question ids, so that two that ask for a reason stand on one page. */
function questionsOf({ exchange, refusal }: EndingProps, act: string) {
  const isTried = exchange.path.endsWith(`/${act}`);
  const wrong = isTried ? wrongQuestion(exchange, refusal) : undefined;
  return {
    isTried,
    question: (id: string) => ({
      id,
      value: isTried ? (exchange.form.get(id) ?? "") : "",
      error: wrong?.fieldId === id ? wrong.text : undefined,
    }),
  };
}

function StopForm(props: EndingProps): VNode {
  const { dossier, supplement } = props.seen;
  const words = wordsIn(props.exchange.language);
  const { isTried, question } = questionsOf(props, "dung");
  const expiredAt =
    dossier.state === "supplement" ? (supplement?.expiredAt ?? undefined) : undefined;
  return (
    <>
      {expiredAt === undefined ? null : (
        <Banner kind="warning" title={words["stop.proposed"]}>
          <p>
            {words["stop.expired"]} <When at={expiredAt} />.
          </p>
        </Banner>
      )}
      <details open={isTried || expiredAt !== undefined}>
        <summary>{words["stop.title"]}</summary>
        <form method="post" action={paths.staffAct(dossier.publicId, "dung")} class="act-form">
          <input type="hidden" name="version" value={String(dossier.version)} />
          <Field
            {...question("stop-reason")}
            label={words["stop.reason"]}
            hint={words["stop.reason-hint"]}
            rows={3}
          />
          <button class="button button-quiet" type="submit">
            {words["stop.act"]}
          </button>
        </form>
      </details>
    </>
  );
}

function AllowSupplementForm(props: EndingProps): VNode {
  const { dossier } = props.seen;
  const words = wordsIn(props.exchange.language);
  const act = "cho-bo-sung-them";
  const { isTried, question } = questionsOf(props, act);
  return (
    <details open={isTried}>
      <summary>{words["allow.title"]}</summary>
      <form method="post" action={paths.staffAct(dossier.publicId, act)} class="act-form">
        <p class="hint">{words["allow.lead"]}</p>
        <input type="hidden" name="version" value={String(dossier.version)} />
        <Field
          {...question("allow-decision")}
          label={words["desk.decision-number"]}
          hint={words["desk.decision-hint"]}
          width="medium"
        />
        <Field {...question("allow-reason")} label={words["allow.reason"]} rows={3} />
        <button class="button button-quiet" type="submit">
          {words["allow.act"]}
        </button>
      </form>
    </details>
  );
}
