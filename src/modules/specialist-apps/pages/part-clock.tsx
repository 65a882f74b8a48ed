import type { VNode } from "preact";
import type { Edition } from "#app-kit";
import { ok, refused } from "#kernel/result";
import type { Term } from "#kernel/term";
import { termOf } from "#modules/deadlines";
import { Field, type PageError, Select } from "#ui";
import { sentText } from "./deps.ts";
import { errorAt, type PartPage, type PartView, type Sent, typedOr } from "./part.tsx";

const UNITS = ["working-days", "working-hours", "days"] as const;
const TERMS = ["answer", "processing", "supplement"] as const;
type TermName = (typeof TERMS)[number];
/** A same-day term counts none (R17). */
const FEWEST: Readonly<Record<TermName, number>> = { answer: 1, processing: 0, supplement: 1 };
const LONGEST_TERM = 999;

/** The terms of the procedure; a term of 0 working days is due on the day of receipt. */
export const clockPart: PartPage = {
  part: "clock",
  slug: "thoi-han",
  title: ({ words }) => words["part.clock"],
  read: async (sent) => {
    const errors: PageError[] = [];
    const answer = termIn(sent, "answer", errors);
    const processing = termIn(sent, "processing", errors);
    const supplement =
      sentText(sent.form, "supplement") === "" ? undefined : termIn(sent, "supplement", errors);
    const late = sentText(sent.form, "late");
    const lateFromMinute = late === "" ? undefined : minuteIn(late);
    if (late !== "" && lateFromMinute === undefined)
      errors.push({ fieldId: "late", text: sent.words["clock.wrong.late"] });
    if (errors.length > 0 || answer === undefined || processing === undefined)
      return refused(errors);
    const clock: Edition["clock"] = {
      answer,
      processing,
      ...(supplement === undefined ? {} : { supplement }),
      ...(lateFromMinute === undefined ? {} : { lateFromMinute }),
    };
    return ok({ edition: { ...sent.edition, clock } });
  },
  view: (view) => <ClockFields {...view} />,
};

function ClockFields({ edition, typed, errors, words }: PartView): VNode {
  const { clock } = edition;
  const late = clock.lateFromMinute;
  return (
    <>
      {TERMS.map((name) => (
        <div class="fields" key={name}>
          <Field
            id={name}
            label={words[`clock.${name}`]}
            hint={name === "supplement" ? words["clock.supplement-hint"] : undefined}
            inputmode="numeric"
            width="short"
            error={errorAt(errors, name)}
            value={typedOr(typed, name, clock[name] === undefined ? "" : String(clock[name].count))}
          />
          <Select
            id={`${name}-unit`}
            label={words["clock.unit"]}
            value={typedOr(typed, `${name}-unit`, clock[name]?.unit ?? "days")}
            options={UNITS.map((unit) => ({ value: unit, label: words[`unit.${unit}`] }))}
          />
        </div>
      ))}
      <Field
        id="late"
        label={words["clock.late"]}
        hint={words["clock.late-hint"]}
        width="short"
        error={errorAt(errors, "late")}
        value={typedOr(typed, "late", late === undefined ? "" : clockText(late))}
      />
    </>
  );
}

function termIn({ form, words }: Sent, name: TermName, errors: PageError[]): Term | undefined {
  const typed = sentText(form, name);
  const count = /^\d{1,3}$/u.test(typed) ? Number(typed) : -1;
  const unit = UNITS.find((one) => one === form.get(`${name}-unit`));
  const isSameDay = count === 0 && unit === "working-days";
  if (
    unit === undefined ||
    count < FEWEST[name] ||
    count > LONGEST_TERM ||
    (count === 0 && !isSameDay)
  ) {
    errors.push({ fieldId: name, text: words[`clock.wrong.${name}`] });
    return undefined;
  }
  return termOf(unit, count);
}

function minuteIn(text: string): number | undefined {
  const found = /^(\d{1,2})[:hg](\d{2})$/u.exec(text);
  const minute = Number(found?.[1]) * 60 + Number(found?.[2]);
  return found !== null && Number(found[2]) < 60 && minute < 1440 ? minute : undefined;
}

function clockText(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
