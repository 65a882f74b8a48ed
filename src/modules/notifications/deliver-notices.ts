import { setTimeout as wait } from "node:timers/promises";
import { tellingsOf } from "#modules/identity";
import { type Database, withDoor } from "#platform/database";
import { type Mailer, MailRefused } from "#platform/mail";
import { type DueDelivery, type Outcome, settleDelivery, takeDueDeliveries } from "./store.ts";
import { noticeText } from "./templates.ts";

/** Sent side by side, each over a connection of its own; mail servers bear about so many from one client. */
const BATCH = 10;
/** A server that keeps a connection open without answering holds nobody up longer than this. */
const SEND_WITHIN_MS = 60_000;
/** After this long a taken delivery that was never settled is taken again: its worker died. More than `SEND_WITHIN_MS`. */
const TAKEN_FOR_MS = 2 * 60_000;
const FIRST_PAUSE_MS = 30_000;
/** About a day of trying, with doubled pauses; then a person has to look. */
const MOST_TRIES = 12;

/** Sends what is due and gives how many were taken. At least once: a mail keeps its Message-ID over all tries. */
export async function deliverDue(
  db: Database,
  now: Date,
  mailer: Mailer,
  origin: string,
): Promise<number> {
  const again = new Date(now.getTime() + TAKEN_FOR_MS);
  const { due, tellings } = await withDoor(db, "outbox", async (tx) => {
    const taken = await takeDueDeliveries(tx, now, again, BATCH);
    const accountIds = taken.flatMap((one) => accountOf(one) ?? []);
    return { due: taken, tellings: await tellingsOf(tx, accountIds) };
  });
  await Promise.all(
    due.map(async (delivery) => {
      const telling = tellings.get(accountOf(delivery) ?? "");
      const outcome =
        telling?.byEmail === false
          ? ({ state: "switched-off", at: now, error: null } as const)
          : await send(
              { ...delivery, language: telling?.language ?? delivery.language },
              delivery.email ?? telling?.email ?? undefined,
              { now, mailer, origin },
            );
      await withDoor(db, "outbox", (tx) => settleDelivery(tx, delivery, outcome));
    }),
  );
  return due.length;
}

/** NOTE: an official is found by the account that carries the official's own id, as every official's account does. */
function accountOf(delivery: DueDelivery): string | null {
  return delivery.accountId ?? delivery.officialId;
}

async function send(
  delivery: DueDelivery,
  to: string | undefined,
  by: { readonly now: Date; readonly mailer: Mailer; readonly origin: string },
): Promise<Outcome> {
  if (to === undefined) return { state: "no-address", at: by.now, error: null };
  try {
    const { subject, text } = noticeText(delivery.template, delivery.language, delivery.params);
    const sending = by.mailer.send({
      to,
      subject,
      text: `${text}\n\n${by.origin}${delivery.href}\n`,
      messageId: `<${delivery.id}@hcm-egov>`,
    });
    await withinMs(SEND_WITHIN_MS, sending);
    return { state: "sent", at: by.now, error: null };
  } catch (error) {
    return outcomeOf(error, delivery.tries, by.now);
  }
}

/** What a failed try means: another one after a pause, or the end. */
function outcomeOf(error: unknown, tries: number, now: Date): Outcome {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof MailRefused || tries >= MOST_TRIES)
    return { state: "failed", at: now, error: words };
  const pauseMs = FIRST_PAUSE_MS * 2 ** (tries - 1);
  return { state: "waiting", at: new Date(now.getTime() + pauseMs), error: words };
}

async function withinMs(limitMs: number, work: Promise<void>): Promise<void> {
  const over = new AbortController();
  const late = wait(limitMs, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error(`the mail server did not finish within ${limitMs} ms`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined); // the aborted wait has nothing to say
    over.abort();
  }
}
