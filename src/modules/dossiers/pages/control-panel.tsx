import type { VNode } from "preact";
import { workedSteps } from "#engines/workflow";
import type { Exchange } from "#platform/http";
import { DataTable, LinkTo, Panel } from "#ui";
import { receiverText } from "../control-print.ts";
import { controlSheet } from "../control-sheet.ts";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";
import { shortMoment } from "./dossier-parts.tsx";
import type { SeenByStaff } from "./staff-dossier.tsx";

/** Form 05 as it stands now (R15): nobody fills it in. */
export function ControlPanel(props: {
  readonly seen: SeenByStaff;
  readonly exchange: Exchange;
}): VNode | null {
  const { seen, exchange } = props;
  if (seen.process === undefined) return null;
  const words = wordsIn(exchange.language);
  const rows = controlSheet({ ...seen, process: workedSteps(seen.process), now: exchange.now });
  return (
    <Panel
      title={words["control.title"]}
      id="phieu-kiem-soat"
      actions={
        <LinkTo href={paths.controlSheet(seen.dossier.publicId)}>{words["control.pdf"]}</LinkTo>
      }
    >
      <DataTable
        caption={words["control.caption"]}
        isCaptionHidden
        columns={[
          { key: "step", label: words["col.step"] },
          { key: "hands", label: words["control.hands"] },
          { key: "times", label: words["control.times"] },
          { key: "result", label: words["control.result"] },
          { key: "note", label: words["control.note"] },
        ]}
        rows={rows.map((row, place) => ({
          id: String(place),
          step: row.step,
          hands: (
            <>
              {row.giver} → {receiverText(row, words["work.free"])}
            </>
          ),
          times: (
            <span class="num">
              {shortMoment(row.receivedAt)} →{" "}
              {row.passedOnAt === null ? words["control.held"] : shortMoment(row.passedOnAt)}
              {row.dueAt === null ? null : (
                <span class="hint">
                  {words["col.due"]} {shortMoment(row.dueAt)}
                </span>
              )}
            </span>
          ),
          result: row.result === "none" ? "" : words[`control.${row.result}`],
          note: row.note,
        }))}
      />
    </Panel>
  );
}
