import type { VNode } from "preact";
import type { Exchange } from "#platform/http";
import { DataTable, KeyValues, Panel } from "#ui";
import { timeUsed } from "../time-used.ts";
import { wordsIn } from "../words.ts";
import type { SeenByStaff } from "./staff-dossier.tsx";

/** Which step and which office used the working time, and what was the applicant's. */
export function TimeUsedPanel(props: {
  readonly seen: SeenByStaff;
  readonly exchange: Exchange;
}): VNode | null {
  const { seen, exchange } = props;
  const { language, now } = exchange;
  const words = wordsIn(language);
  const { process, clocks, time, officeOf } = seen;
  if (process === undefined) return null;
  const used = timeUsed({ process, clocks, time, now, officeOf });
  if (used === undefined) return null;
  const hours = (minutes: number): string =>
    `${(minutes / 60).toFixed(1).replace(".", language === "vi" ? "," : ".")} ${words["hours"]}`;
  const rows = [
    ...used.steps,
    ...(used.pausedMinutes > 0
      ? [
          {
            step: words["desk.paused"],
            office: words["desk.paused-by"],
            minutes: used.pausedMinutes,
          },
        ]
      : []),
  ];
  return (
    <Panel title={words["desk.time-used"]} id="thoi-gian">
      <DataTable
        caption={words["desk.time"]}
        isCaptionHidden
        columns={[
          { key: "step", label: words["desk.step-office"] },
          { key: "hours", label: words["desk.time"], isNumber: true },
        ]}
        rows={rows.map((row) => ({
          id: `${row.step} ${row.office}`,
          step: (
            <>
              {row.step} <span class="hint">{row.office}</span>
            </>
          ),
          hours: hours(row.minutes),
        }))}
      />
      {used.offices.length > 1 ? (
        <>
          <h3>{words["desk.by-office"]}</h3>
          <KeyValues
            rows={used.offices.map((one) => ({ label: one.office, value: hours(one.minutes) }))}
          />
        </>
      ) : null}
    </Panel>
  );
}
