import type { VNode } from "preact";
import { dongText } from "#kernel/money";
import { DataTable, type Language, Tag, type TagKind, When } from "#ui";
import type { GatewayNoticeRow, GatewayOutcome } from "../gateway-store.ts";
import { wordsIn } from "../words.ts";

/** What a cashier should look at, and what went as it should. */
const KINDS: Readonly<Record<GatewayOutcome, TagKind>> = {
  taken: "success",
  "taken-part": "warning",
  "taken-over": "warning",
  "taken-late": "info",
  "taken-after-cancel": "warning",
  repeated: "neutral",
  contradicts: "error",
  "out-of-order": "neutral",
  pending: "info",
  failed: "neutral",
  "wrong-currency": "error",
  "unknown-reference": "error",
  "refund-done": "success",
  "refund-failed": "error",
  "refund-unknown": "error",
};

/** Everything the gateway said, with what was made of it. */
export function NoticeTable(props: {
  readonly notices: readonly GatewayNoticeRow[];
  readonly language: Language;
}): VNode {
  const { notices, language } = props;
  const words = wordsIn(language);
  return (
    <DataTable
      caption={words["notice.caption"]}
      isCaptionHidden
      empty={words["notice.none"]}
      columns={[
        { key: "at", label: words["notice.at"] },
        { key: "outcome", label: words["notice.outcome"] },
        { key: "amount", label: words["col.amount"], isNumber: true },
        { key: "transaction", label: words["desk.transaction"] },
        { key: "reference", label: words["pay.reference"] },
      ]}
      rows={notices.map((notice) => ({
        id: notice.id,
        at: <When at={notice.receivedAt} />,
        outcome: <Tag kind={KINDS[notice.outcome]}>{words[`outcome.${notice.outcome}`]}</Tag>,
        amount:
          notice.currency === "VND"
            ? dongText(Number(notice.amount))
            : `${notice.amount} ${notice.currency}`,
        transaction: notice.transactionId,
        reference: notice.reference,
      }))}
    />
  );
}
