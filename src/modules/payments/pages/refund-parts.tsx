import type { VNode } from "preact";
import { type Language, Light, type LightState, Money, Timeline } from "#ui";
import type { Refund, RefundState } from "../refund.ts";
import { wordsIn } from "../words.ts";

const LIGHTS: Readonly<Record<RefundState, LightState>> = {
  asked: "near",
  approved: "near",
  sent: "hold",
  done: "done",
  rejected: "hold",
  failed: "late",
};

export function RefundLight(props: {
  readonly refund: Refund;
  readonly language: Language;
}): VNode {
  const { state } = props.refund;
  return <Light state={LIGHTS[state]} words={wordsIn(props.language)[`refund.state.${state}`]} />;
}

/** The refunds of one charge, each with who asked, why, and who decided what. */
export function RefundTable(props: {
  readonly refunds: readonly Refund[];
  readonly language: Language;
}): VNode {
  const { refunds, language } = props;
  const words = wordsIn(language);
  if (refunds.length === 0) return <p class="hint">{words["refund.none"]}</p>;
  return (
    <>
      {refunds.map((refund) => (
        <section key={refund.id}>
          <h3>
            <Money vnd={refund.amountVnd} /> <RefundLight refund={refund} language={language} />
          </h3>
          <p>{refund.reason}</p>
          <Timeline
            items={[
              {
                title: words["refund.asked"],
                state: "done" as const,
                at: refund.askedAt,
                text: refund.askedName,
              },
              ...(refund.decidedAt === null
                ? []
                : [
                    {
                      title:
                        words[
                          `refund.state.${refund.state === "rejected" ? "rejected" : "approved"}`
                        ],
                      state: "done" as const,
                      at: refund.decidedAt,
                      text: `${refund.decidedName ?? ""} · ${refund.decision ?? ""}`,
                    },
                  ]),
            ]}
          />
        </section>
      ))}
    </>
  );
}
