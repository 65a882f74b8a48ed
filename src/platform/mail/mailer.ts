import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every try, so that a mail that arrives twice is one mail to its reader. */
  readonly messageId: string;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
}

const SEND_WITHIN_MS = 20_000;

/** Sends by SMTP. Headers are built by nodemailer, which folds and encodes; a line break in a subject adds no header. */
export function createSmtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: SEND_WITHIN_MS,
    socketTimeout: SEND_WITHIN_MS,
  });
  return {
    send: async (mail) => {
      await transport.sendMail({ ...oneLine(mail), from });
    },
  };
}

/** The demo's post office: mails lie as files in a folder. A mail sent twice lies there once. */
export function createFolderMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail({ ...oneLine(mail), from });
      await mkdir(folder, { recursive: true });
      const file = path.join(folder, `${mail.messageId.replaceAll(/[^\w-]/gu, "_")}.eml`);
      await writeFile(`${file}.part`, message as Buffer); // buffer: true gives a Buffer
      await rename(`${file}.part`, file);
    },
  };
}

function oneLine(mail: Mail): Mail {
  return { ...mail, subject: mail.subject.replaceAll(/\s+/gu, " ") };
}
