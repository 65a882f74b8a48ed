import type { VNode } from "preact";
import { type CalendarDay, calendarDay, instantAt } from "#kernel/calendar-day";
import { phoneNumber, phoneText } from "#kernel/phone";
import { contactOf } from "#modules/identity";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { Button, DayText, ErrorSummary, Field, KeyValues, LinkTo } from "#ui";
import { bookSlot, moveBooking } from "../book-slot.ts";
import { BOOKING_REFUSALS, type BookingRefusal } from "../booking.ts";
import { nameOf } from "../desk.ts";
import { paths } from "../paths.ts";
import { type Words, wordsIn } from "../words.ts";
import { chosen, moveQuery, shown } from "./book-parts.tsx";
import { atDesk, type QueuePageDeps } from "./page-deps.ts";
import { clockText } from "./receiver-lists.tsx";

/** The last step: what was chosen, who comes, and the act. */
export function confirmRoutes(deps: QueuePageDeps): readonly Route[] {
  const step = { path: "/dat-lich/:desk/:service/:day/:time", access: "public" } as const;
  return [
    { ...step, method: "GET", handle: (exchange) => showConfirm(deps, exchange, {}) },
    { ...step, method: "POST", handle: (exchange) => sendConfirm(deps, exchange) },
  ];
}

type FieldName = "name" | "phone" | "email";
interface Answers {
  readonly values?: Readonly<Record<FieldName, string>>;
  readonly wrong?: readonly FieldName[];
  readonly refusal?: BookingRefusal;
}

function momentIn(exchange: Exchange): { on: CalendarDay; startsAt: Date } | undefined {
  const on = calendarDay(exchange.params["day"] ?? "");
  const match = /^(\d{2})(\d{2})$/u.exec(exchange.params["time"] ?? "");
  if (on === undefined || match === null) return undefined;
  return { on, startsAt: instantAt(on, Number(match[1]) * 60 + Number(match[2])) };
}

async function showConfirm(
  deps: QueuePageDeps,
  exchange: Exchange,
  answers: Answers,
): Promise<Reply> {
  const found = await chosen(deps, exchange);
  const moment = momentIn(exchange);
  if (found === undefined || moment === undefined) return { kind: "missing" };
  const { language, session, db } = exchange;
  const words = wordsIn(language);
  const { desk, service, moving } = found;
  const accountId = session?.kind === "applicant" ? session.accountId : undefined;
  const contact =
    accountId === undefined || answers.values !== undefined
      ? undefined
      : await withDoor(db, "sign_in", (tx) => contactOf(tx, accountId));
  const values = answers.values ?? {
    name: contact?.name ?? "",
    phone: phoneText(contact?.phone ?? ""),
    email: "",
  };
  const day = `${paths.bookDay(desk.slug, service.code, moment.on)}${moveQuery(moving)}`;
  const change = (href: string, what: string): VNode => (
    <LinkTo href={href} aria-label={`${words["book.change"]}: ${what}`}>
      {words["book.change"]}
    </LinkTo>
  );
  const refusalWords =
    answers.refusal === undefined
      ? []
      : [{ fieldId: "gio-hen", text: words[`refused.${answers.refusal}`] }];
  const errors = [
    ...(answers.wrong ?? []).map((name) => ({ fieldId: name, text: words[`book.error-${name}`] })),
    ...refusalWords,
  ];
  return shown(deps, exchange, {
    step: 5,
    title: words["book.confirm"],
    back: day,
    moving,
    status: statusOf(answers),
    content: (
      <>
        <ErrorSummary errors={errors} language={language} />
        <div class="panel" id="gio-hen">
          <KeyValues
            rows={[
              { label: words["ticket.at"], value: nameOf(desk, language) },
              { label: words["ticket.service"], value: nameOf(service, language) },
              {
                label: words["book.at"],
                value: (
                  <>
                    {clockText(moment.startsAt)}, <DayText on={moment.on} language={language} />
                  </>
                ),
                action: change(day, words["book.at"]),
              },
            ]}
          />
        </div>
        <form method="post" action={`${exchange.path}${moveQuery(moving)}`}>
          {moving === undefined ? (
            <WhoFields
              {...{ values, words }}
              wrong={answers.wrong ?? []}
              asksEmail={accountId === undefined}
            />
          ) : null}
          <Button>{words[moving === undefined ? "book.confirm-act" : "book.move-act"]}</Button>
        </form>
      </>
    ),
  });
}

function statusOf({ wrong = [], refusal }: Answers): number {
  if (refusal !== undefined) return BOOKING_REFUSALS[refusal];
  return wrong.length > 0 ? 422 : 200;
}

function WhoFields(props: {
  readonly values: Readonly<Record<FieldName, string>>;
  readonly wrong: readonly FieldName[];
  readonly words: Words;
  readonly asksEmail: boolean;
}): VNode {
  const { values, wrong, words, asksEmail } = props;
  const error = (name: FieldName) =>
    wrong.includes(name) ? words[`book.error-${name}`] : undefined;
  return (
    <>
      <Field
        id="name"
        label={words["book.name"]}
        value={values.name}
        error={error("name")}
        autocomplete="name"
        maxlength={100}
      />
      <Field
        id="phone"
        type="tel"
        label={words["book.phone"]}
        hint={words["book.phone-hint"]}
        value={values.phone}
        error={error("phone")}
        autocomplete="tel"
        inputmode="tel"
        width={20}
      />
      {asksEmail ? (
        <Field
          id="email"
          type="email"
          label={words["book.email"]}
          hint={words["book.email-hint"]}
          value={values.email}
          error={error("email")}
          autocomplete="email"
          maxlength={200}
        />
      ) : null}
    </>
  );
}

async function sendConfirm(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const found = await chosen(deps, exchange);
  const moment = momentIn(exchange);
  if (found === undefined || moment === undefined) return { kind: "missing" };
  const { now, form, session, language } = exchange;
  const { desk, service, moving } = found;
  const { startsAt } = moment;
  if (moving !== undefined) {
    const moved = await atDesk(exchange, desk, (tx) =>
      moveBooking(tx, now, deps.calendars, { publicId: moving.publicId, startsAt }),
    );
    return moved.ok
      ? { kind: "redirect", to: `${paths.booking(moved.value.publicId)}?da=doi` }
      : showConfirm(deps, exchange, { refusal: moved.error });
  }
  const text = (name: FieldName): string => (form.get(name) ?? "").trim().slice(0, 200);
  const values = { name: text("name"), phone: text("phone"), email: text("email") };
  const phone = phoneNumber(values.phone);
  const wrong = [
    ...(values.name.length < 2 ? (["name"] as const) : []),
    ...(phone === undefined ? (["phone"] as const) : []),
    ...(values.email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(values.email)
      ? (["email"] as const)
      : []),
  ];
  if (phone === undefined || wrong.length > 0)
    return showConfirm(deps, exchange, { values, wrong });
  const booked = await atDesk(exchange, desk, (tx) =>
    bookSlot(tx, now, deps.calendars, desk, {
      serviceCode: service.code,
      startsAt,
      name: values.name.slice(0, 100),
      phone,
      email: values.email === "" ? null : values.email,
      accountId: session?.kind === "applicant" ? session.accountId : null,
      language,
    }),
  );
  return booked.ok
    ? { kind: "redirect", to: `${paths.booking(booked.value.publicId)}?da=dat` }
    : showConfirm(deps, exchange, { values, refusal: booked.error });
}
