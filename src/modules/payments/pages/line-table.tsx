import type { VNode } from "preact";
import { dongText } from "#kernel/money";
import { DataTable, type Language, Tag, type TagKind } from "#ui";
import type { ReconciledLine } from "../reconcile.ts";
import { wordsIn } from "../words.ts";

const KINDS: Readonly<Record<ReconciledLine["kind"], TagKind>> = {
  matched: "success",
  missing: "error",
  surplus: "warning",
  differs: "error",
};

/** What must be looked at first, then what agrees. */
const ORDER: readonly ReconciledLine["kind"][] = ["missing", "differs", "surplus", "matched"];

/** A day line by line; the sums stand under it. */
export function LineTable(props: {
  readonly lines: readonly ReconciledLine[];
  readonly language: Language;
}): VNode {
  const { lines, language } = props;
  const words = wordsIn(language);
  const sum = (of: "fileVnd" | "bookedVnd"): string =>
    dongText(lines.reduce((total, line) => total + (line[of] ?? 0), 0));
  const sorted = lines.toSorted(
    (one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind),
  );
  return (
    <DataTable
      caption={words["line.caption"]}
      isCaptionHidden
      empty={words["line.none"]}
      columns={[
        { key: "kind", label: words["line.kind"] },
        { key: "transaction", label: words["desk.transaction"] },
        { key: "reference", label: words["pay.reference"] },
        { key: "file", label: words["line.file"], isNumber: true },
        { key: "booked", label: words["line.booked"], isNumber: true },
      ]}
      rows={sorted.map((line) => ({
        id: line.transactionId,
        kind: <Tag kind={KINDS[line.kind]}>{words[`line.${line.kind}`]}</Tag>,
        transaction: line.transactionId,
        reference: line.reference,
        file: line.fileVnd === null ? "–" : dongText(line.fileVnd),
        booked: line.bookedVnd === null ? "–" : dongText(line.bookedVnd),
      }))}
      foot={{ kind: words["line.sum"], file: sum("fileVnd"), booked: sum("bookedVnd") }}
    />
  );
}
