import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createFolderMailer, createSmtpMailer, type Mailer, MailRefused } from "./index.ts";

const FROM = "Một cửa Quận 1 <mot-cua@hcm.example>";
let folder: string;
let server: SMTPServer;
let mailer: Mailer;
let arrived: { readonly to: readonly string[]; readonly text: string }[];
/** What the server answers to a recipient's address. */
let answer: { readonly code: number; readonly words: string } | undefined;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "egov-mail-"));
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) =>
      answer === undefined
        ? done()
        : done(Object.assign(new Error(answer.words), { responseCode: answer.code })),
    onData: (stream, session, done) => {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => {
        arrived.push({ to: session.envelope.rcptTo.map((one) => one.address), text });
        done();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  mailer = createSmtpMailer(`smtp://127.0.0.1:${portOf(server.server)}`, FROM);
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  arrived = [];
  answer = undefined;
});

function portOf(listening: Pick<Server, "address">): number {
  const address = listening.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

const mail = (changed: { readonly to?: string; readonly subject?: string } = {}) => ({
  to: "hoa@vi-du.example",
  subject: "Hồ sơ đã được tiếp nhận",
  text: "Ngày hẹn trả kết quả: 29/04/2025.\n.\nBộ phận một cửa",
  messageId: "<0196-1@hcm-egov>",
  ...changed,
});
/** Header lines with their continuations folded back. */
const headersOf = (text: string) =>
  (text.split("\r\n\r\n")[0] ?? "").replaceAll(/\r\n\s/gu, " ").split("\r\n");

test("a notice arrives with its Message-ID, marked as automatic, its Vietnamese letters whole", async () => {
  await mailer.send(mail());

  const [one] = arrived;
  expect(one?.to).toEqual(["hoa@vi-du.example"]);
  expect(headersOf(one?.text ?? "")).toEqual(
    expect.arrayContaining([
      "Message-ID: <0196-1@hcm-egov>",
      "Auto-Submitted: auto-generated",
      "To: hoa@vi-du.example",
    ]),
  );
  expect(one?.text).toContain("=?UTF-8?");
});

test("a title with line breaks adds no header and no recipient", async () => {
  await mailer.send(mail({ subject: "Tiệm bánh\r\nBcc: ai-do@vi-du.example\r\n\r\nnội dung" }));

  expect(arrived[0]?.to).toEqual(["hoa@vi-du.example"]);
  expect(headersOf(arrived[0]?.text ?? "").some((line) => line.startsWith("Bcc"))).toBe(false);
});

test("an address that is a list, a group, a route or a second header is refused for good and nothing is sent", async () => {
  for (const to of [
    "a@vi-du.example, b@vi-du.example",
    "a@vi-du.example;b@vi-du.example",
    "a@vi-du.example\r\nBcc: b@vi-du.example",
    "Nhóm: a@vi-du.example;",
    "<a@vi-du.example>",
    '"a" <b@vi-du.example>',
    "a@b@vi-du.example",
    "không có",
    "",
  ])
    await expect(mailer.send(mail({ to })), to).rejects.toThrow(MailRefused);

  expect(arrived).toEqual([]);
});

test("an unknown mailbox is refused for good; a full one, a busy server and our own bad standing are tried again", async () => {
  answer = { code: 550, words: "5.1.1 no such user" };
  await expect(mailer.send(mail())).rejects.toThrow(MailRefused);

  for (const passing of [
    { code: 452, words: "4.2.2 mailbox full" },
    { code: 421, words: "try later" },
    { code: 550, words: "5.7.1 relaying denied" },
  ]) {
    answer = passing;
    const outcome = await mailer.send(mail()).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(Error);
    expect(outcome).not.toBeInstanceOf(MailRefused);
  }
});

test("a mail server that is away, or hangs up at once, is a fault to try again", async () => {
  const rude = createServer((socket) => socket.destroy());
  rude.listen(0, "127.0.0.1");
  await once(rude, "listening");
  const port = portOf(rude);
  const toRude = createSmtpMailer(`smtp://127.0.0.1:${port}`, FROM);

  await expect(toRude.send(mail())).rejects.not.toThrow(MailRefused);
  rude.close();
  await once(rude, "close");
  await expect(toRude.send(mail())).rejects.toThrow("ECONNREFUSED");
});

test("in the demo mails lie as files that a mail program opens, each once however often it is sent", async () => {
  const office = createFolderMailer(path.join(folder, "outgoing-mail"), FROM);
  await office.send(mail());
  await office.send(mail());

  const names = readdirSync(path.join(folder, "outgoing-mail"));
  expect(names).toEqual(["_0196-1_hcm-egov_.eml"]);
  const text = readFileSync(path.join(folder, "outgoing-mail", names[0] ?? ""), "utf8");
  expect(headersOf(text)).toContain("To: hoa@vi-du.example");
});
