import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dayIn } from "#kernel/calendar-day";
import type { GatewayNotice, GatewayPayment } from "./gateway.ts";
import { writeNotice } from "./notice.ts";
import { writeSettlement } from "./settlement.ts";
import { judgeSignature, SIGNATURE_HEADER, signMessage, TIMESTAMP_HEADER } from "./signature.ts";
import { simulatorPage } from "./simulator-page.ts";

/** A gateway and all the banks behind it, for development and tests. It moves no money and remembers nothing. */
export interface GatewaySimulator {
  readonly url: string;
  /** A payer's bank sends money; the notice is not sent with it, so that a test says when and how often. */
  pay(
    payment: Omit<GatewayPayment, "transactionId" | "status" | "paidAt" | "payer">,
  ): GatewayPayment;
  /** Sends a notice, signed; gives the status that it was answered with. */
  notify(notice: GatewayNotice): Promise<number>;
  stop(): Promise<void>;
}

const BODY_LIMIT_BYTES = 64 * 1024;

interface Books {
  readonly payments: GatewayPayment[];
  readonly refunds: Map<string, { readonly transactionId: string; readonly amountVnd: number }>;
}

/** Starts on this machine only, on a free port. The composition root refuses it in production. */
export async function startGatewaySimulator(options: {
  readonly key: string;
  readonly now: () => Date;
  /** Where notices go. */
  readonly noticeUrl: () => string;
}): Promise<GatewaySimulator> {
  const { key, now, noticeUrl } = options;
  const books: Books = { payments: [], refunds: new Map() };
  const pay: GatewaySimulator["pay"] = (sent) => {
    const payment: GatewayPayment = {
      ...sent,
      transactionId: `SIM${randomBytes(6).toString("hex").toUpperCase()}`,
      status: "succeeded",
      paidAt: now(),
      payer: "NGUOI NOP MINH HOA",
    };
    books.payments.push(payment);
    return payment;
  };
  const notify: GatewaySimulator["notify"] = async (notice) => {
    const body = writeNotice(notice);
    const { timestamp, signature } = signMessage(key, now(), body);
    const answer = await fetch(noticeUrl(), {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: signature,
      },
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const server = createServer((request, response) => {
    answer({ key, now, books, pay, notify }, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    pay,
    notify,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Desk extends Pick<GatewaySimulator, "pay" | "notify"> {
  readonly key: string;
  readonly now: () => Date;
  readonly books: Books;
}

async function answer(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? "";
  const path = request.url ?? "/";
  const { pathname, searchParams } = new URL(path, "http://localhost");
  const body = await bodyOf(request);
  if (pathname === "/" && method === "GET") return page(response, desk, searchParams);
  if (pathname === "/tra-tien" && method === "POST") {
    const form = new URLSearchParams(body);
    const payment = desk.pay({
      reference: form.get("reference") ?? "",
      account: form.get("account") ?? "",
      amount: Number(form.get("amount")),
      currency: "VND",
    });
    const status = await desk.notify({ kind: "payment", payment });
    response.writeHead(303, { location: `/?da-bao=${status}` }).end();
    return;
  }
  const headers = {
    timestamp: headerOf(request, TIMESTAMP_HEADER),
    signature: headerOf(request, SIGNATURE_HEADER),
  };
  if (judgeSignature(desk.key, desk.now(), headers, `${method} ${path}\n${body}`) !== "good") {
    response.writeHead(401).end();
    return;
  }
  api(desk, method, { pathname, searchParams, body }, response);
}

function api(
  { books, notify }: Desk,
  method: string,
  asked: {
    readonly pathname: string;
    readonly searchParams: URLSearchParams;
    readonly body: string;
  },
  response: ServerResponse,
): void {
  const { pathname, searchParams, body } = asked;
  const day = /^\/v1\/settlements\/(\d{4}-\d{2}-\d{2})\.csv$/u.exec(pathname)?.[1];
  if (method === "GET" && day !== undefined) {
    const ofDay = books.payments.filter((one) => dayIn(one.paidAt) === day);
    response.writeHead(200, { "content-type": "text/csv" }).end(writeSettlement(ofDay));
  } else if (method === "GET" && pathname === "/v1/payments") {
    const wanted = searchParams.get("reference") ?? "";
    const found = books.payments.filter((one) => one.reference.includes(wanted));
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify(found.map((one) => ({ ...one, paidAt: one.paidAt.toISOString() }))));
  } else if (method === "POST" && pathname === "/v1/refunds")
    response.writeHead(refund(books, notify, body)).end();
  else response.writeHead(404).end();
}

/** The same refund asked for twice is one refund, told of again; more than was paid is refused. */
function refund(books: Books, notify: GatewaySimulator["notify"], body: string): 202 | 422 {
  const asked = JSON.parse(body) as { refundId: string; transactionId: string; amountVnd: number }; // signed by the city
  const { refundId, transactionId } = asked;
  const payment = books.payments.find((one) => one.transactionId === asked.transactionId);
  const given = [...books.refunds.values()]
    .filter((one) => one.transactionId === asked.transactionId)
    .reduce((sum, one) => sum + one.amountVnd, 0);
  if (!books.refunds.has(refundId)) {
    if (payment === undefined || given + asked.amountVnd > payment.amount) return 422;
    books.refunds.set(refundId, asked);
  }
  // Whoever does not hear it asks again: the city sends a refund it knows no end of once more.
  void notify({ kind: "refund", refundId, transactionId, status: "succeeded" }).catch(
    () => undefined,
  );
  return 202;
}

function page(response: ServerResponse, { books }: Desk, query: URLSearchParams): void {
  response
    .writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; form-action 'self'",
    })
    .end(simulatorPage(books.payments, query));
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT_BYTES) throw new Error("too large");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
