import type { VNode } from "preact";
import { dayIn, formatDay, instantAt, typedDay } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import type { Exchange } from "#platform/http";
import { Field, type Language, type PageError, Panel } from "#ui";
import { typedReceipt } from "../paper-receipt.ts";
import type { PaperRefusal } from "../refusals.ts";
import { wordsIn } from "../words.ts";

/** What stands on a slip: its number, and when the desk took the paper. */
export interface TypedSlip {
  readonly slip: { readonly year: number; readonly number: number };
  readonly receivedAt: Date;
}

/** Number and moment of a slip, for the last step of an entry at the desk; left empty it is entered as of now. */
export function SlipFields(props: {
  readonly exchange: Exchange;
  readonly error: PageError | undefined;
}): VNode {
  const { exchange, error } = props;
  const { form, language, now } = exchange;
  const words = wordsIn(language);
  const errorOf = (id: string): string | undefined =>
    error?.fieldId === id ? error.text : undefined;
  return (
    <Panel title={words["slip-entry.title"]} id="phieu-giay">
      <p class="hint">{words["slip-entry.hint"]}</p>
      <Field
        id="so-phieu"
        label={words["slip-entry.number"]}
        hint={words["slip-entry.number-hint"]}
        error={errorOf("so-phieu")}
        width="medium"
        maxlength={12}
        value={form.get("so-phieu") ?? ""}
      />
      <Field
        id="nhan-ngay"
        label={words["slip-entry.day"]}
        error={errorOf("nhan-ngay")}
        width="short"
        inputmode="numeric"
        maxlength={10}
        value={form.get("nhan-ngay") ?? formatDay(dayIn(now))}
      />
      <Field
        id="nhan-gio"
        label={words["slip-entry.time"]}
        hint={words["slip-entry.time-hint"]}
        error={errorOf("nhan-gio")}
        width="short"
        maxlength={5}
        value={form.get("nhan-gio") ?? ""}
      />
    </Panel>
  );
}

/** What was typed; undefined where no slip was named, or which question to mend. */
export function slipIn(
  form: URLSearchParams,
  language: Language,
): Result<TypedSlip | undefined, PageError> {
  const words = wordsIn(language);
  const typed = (form.get("so-phieu") ?? "").trim();
  if (typed === "") return ok(undefined);
  const slip = typedReceipt(typed);
  if (slip === undefined)
    return refused({ fieldId: "so-phieu", text: words["slip-entry.number-wrong"] });
  const on = typedDay(form.get("nhan-ngay") ?? "");
  if (on === undefined)
    return refused({ fieldId: "nhan-ngay", text: words["slip-entry.day-wrong"] });
  const [, hour, minute] =
    /^(\d{1,2})[:hg](\d{2})$/u.exec((form.get("nhan-gio") ?? "").trim()) ?? [];
  const at = Number(hour) * 60 + Number(minute);
  if (!(at >= 0 && at < MINUTES_A_DAY && Number(minute) < 60))
    return refused({ fieldId: "nhan-gio", text: words["slip-entry.time-wrong"] });
  return ok({ slip, receivedAt: instantAt(on, at) });
}

const MINUTES_A_DAY = 1440;

/** Which question of the slip a refusal is about, in words. */
export function slipError(refusal: PaperRefusal, language: Language): PageError {
  const fieldId = refusal.startsWith("moment-") ? "nhan-gio" : "so-phieu";
  return { fieldId, text: wordsIn(language)[`refused.${refusal}`] };
}
