import { emailsOf } from "#modules/identity";
import { type Database, withDoor } from "#platform/database";
import type { Mailer } from "#platform/mail";
import { type DueDelivery, settleDelivery, takeDueDeliveries } from "./store.ts";
import { noticeText } from "./templates.ts";

const BATCH = 20;
/** After this long a taken delivery that was never settled is taken again: its worker died. */
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
  const { due, emails } = await withDoor(db, "outbox", async (tx) => {
    const taken = await takeDueDeliveries(tx, now, again, BATCH);
    return {
      due: taken,
      emails: await emailsOf(
        tx,
        taken.map((one) => one.accountId),
      ),
    };
  });
  for (const delivery of due) {
    const to = emails.get(delivery.accountId);
    const outcome = await send({ ...delivery, to }, now, mailer, origin);
    await withDoor(db, "outbox", (tx) => settleDelivery(tx, delivery, outcome));
  }
  return due.length;
}

async function send(
  delivery: DueDelivery & { readonly to: string | undefined },
  now: Date,
  mailer: Mailer,
  origin: string,
): Promise<Parameters<typeof settleDelivery>[2]> {
  if (delivery.to === undefined) return { state: "no-address", at: now, error: null };
  const { subject, text } = noticeText(delivery.template, delivery.language, delivery.params);
  try {
    await mailer.send({
      to: delivery.to,
      subject,
      text: `${text}\n\n${origin}${delivery.href}\n`,
      messageId: `<${delivery.id}@hcm-egov>`,
    });
    return { state: "sent", at: now, error: null };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    if (delivery.tries >= MOST_TRIES) return { state: "failed", at: now, error: words };
    const pauseMs = FIRST_PAUSE_MS * 2 ** (delivery.tries - 1);
    return { state: "waiting", at: new Date(now.getTime() + pauseMs), error: words };
  }
}
