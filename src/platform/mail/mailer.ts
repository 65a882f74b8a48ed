import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";

export interface Mail {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every try, so that a mail that arrives twice is one mail to its reader. */
  readonly messageId: string;
}

/** The way out for mail. `send` throws `MailRefused` when trying again would not help, and any other error when it may. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** Nobody lives at this address; the next try would hear the same. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

const STEP_WITHIN_MS = 20_000;

/** Sends by SMTP. Headers are built by nodemailer, which folds and encodes; a line break in a subject adds no header. */
export function createSmtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: STEP_WITHIN_MS,
    greetingTimeout: STEP_WITHIN_MS,
    socketTimeout: STEP_WITHIN_MS,
    dnsTimeout: STEP_WITHIN_MS,
  });
  return {
    send: async (mail) => {
      const message = messageOf(mail, from);
      try {
        await transport.sendMail(message);
      } catch (error) {
        throw isNoSuchAddress(error) ? new MailRefused(error.message, { cause: error }) : error;
      }
    },
  };
}

/** The demo's post office: mails lie as files in a folder. A mail sent twice lies there once. */
export function createFolderMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(messageOf(mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = path.join(folder, `${mail.messageId.replaceAll(/[^\w-]/gu, "_")}.eml`);
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 }); // buffer: true gives a Buffer
      await rename(`${file}.part`, file);
    },
  };
}

/** Whatever an address could be read as but one mailbox: a list, a group, a route, a display name, a second header. */
const ONE_ADDRESS = /^[^\s@,;:<>()[\]"\\\p{C}]+@[^\s@,;:<>()[\]"\\\p{C}]+$/u;

function messageOf(mail: Mail, from: string) {
  if (!ONE_ADDRESS.test(mail.to)) throw new MailRefused("not one e-mail address");
  return {
    messageId: mail.messageId,
    text: mail.text,
    subject: mail.subject.replaceAll(/\s+/gu, " "),
    from,
    to: { name: "", address: mail.to },
    // Holiday replies of people's mailboxes stay away (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/**
 * The server does not know the recipient. A refusal by policy (enhanced code 5.7: relaying, sender, reputation) speaks
 * of our installation and not of the address: it is tried again, because an operator can mend it within the day.
 */
function isNoSuchAddress(error: unknown): error is Error {
  if (!(error instanceof Error) || !("responseCode" in error) || !("command" in error))
    return false;
  const isRefused = [550, 551, 553].includes(Number(error.responseCode));
  return error.command === "RCPT TO" && isRefused && !/\b5\.7\.\d/u.test(error.message);
}
