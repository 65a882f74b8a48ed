import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Begun, createRelyingParty, type ProviderSettings } from "./index.ts";

const theirs = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ours = generateKeyPairSync("ec", { namedCurve: "P-256" });
const BACK = "http://mot-cua.example/dang-nhap/dinh-danh/ve";

let server: Server;
let issuer = "";
let asked: URLSearchParams;
let codes: Set<string>;
let change: (claims: Record<string, unknown>) => Record<string, unknown>;
let isBroken = false;
/** What the person was sent away with, as a provider would keep it for the code. */
let sent: URLSearchParams;

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
});
afterAll(() => server.close());
beforeEach(() => {
  codes = new Set(["ma-1"]);
  change = (claims) => claims;
  isBroken = false;
});

/** A provider at the edge of the network: three addresses, a signed token, each code good once. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = (status: number, body: object): void => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  if (isBroken) return send(503, {});
  if (request.url === "/.well-known/openid-configuration")
    return send(200, {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      end_session_endpoint: `${issuer}/end`,
      id_token_signing_alg_values_supported: ["ES256"],
      code_challenge_methods_supported: ["S256"],
    });
  if (request.url === "/keys")
    return send(200, {
      keys: [{ ...theirs.publicKey.export({ format: "jwk" }), kid: "1", alg: "ES256", use: "sig" }],
    });
  let body = "";
  for await (const part of request) body += String(part);
  asked = new URLSearchParams(body);
  const challenge = createHash("sha256")
    .update(asked.get("code_verifier") ?? "")
    .digest("base64url");
  if (challenge !== sent.get("code_challenge") || !codes.delete(asked.get("code") ?? ""))
    return send(400, { error: "invalid_grant" });
  const seconds = Math.floor(Date.now() / 1000);
  const claims = change({
    iss: issuer,
    aud: "mot-cua",
    sub: "hoa",
    iat: seconds,
    exp: seconds + 300,
    auth_time: seconds,
    nonce: sent.get("nonce"),
    name: "Bùi Thị Hoa",
  });
  send(200, { access_token: "x", token_type: "Bearer", id_token: token(claims) });
}

function token(claims: object): string {
  const text = (what: object): string => Buffer.from(JSON.stringify(what)).toString("base64url");
  const head = `${text({ alg: "ES256", kid: "1" })}.${text(claims)}`;
  const mark = sign("sha256", Buffer.from(head), {
    key: theirs.privateKey,
    dsaEncoding: "ieee-p1363",
  });
  return `${head}.${mark.toString("base64url")}`;
}

const party = (more: Partial<ProviderSettings> = {}) =>
  createRelyingParty({
    issuer: () => issuer,
    clientId: "mot-cua",
    proof: { secret: "bi-mat-cua-hai-ben" },
    allowsHttp: true,
    ...more,
  });

/** Away and back: what the provider adds to the address is the code and the state. */
async function travel(
  more: Partial<ProviderSettings> = {},
  back: (begun: Begun) => Record<string, string> = ({ state }) => ({ code: "ma-1", state }),
  isFresh = false,
) {
  const here = party(more);
  const left = await here.begin(BACK, { isFresh, language: "vi" });
  if (!left.ok) return left;
  sent = new URL(left.value.url).searchParams;
  const query = new URLSearchParams(back(left.value.begun));
  return here.finish(query, left.value.begun);
}

test("Hoa comes back with her name, having left with a question that no other browser can answer", async () => {
  const arrived = await travel();

  expect(arrived).toMatchObject({
    ok: true,
    value: { subject: "hoa", claims: { name: "Bùi Thị Hoa" } },
  });
  expect(Object.fromEntries(sent)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    redirect_uri: BACK,
    ui_locales: "vi",
  });
});

test("the city proves itself with its own key where it has one", async () => {
  expect((await travel({ proof: { key: ours.privateKey } })).ok).toBe(true);
  const [head = "", claims = "", mark = ""] = (asked.get("client_assertion") ?? "").split(".");
  const isOurs = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey(ours.privateKey), dsaEncoding: "ieee-p1363" },
    Buffer.from(mark, "base64url"),
  );

  expect(isOurs).toBe(true);
  expect(asked.get("client_assertion_type")).toContain("jwt-bearer");
});

test("another question's token, another city's or another issuer's is refused", async () => {
  const kinds: readonly ((claims: Record<string, unknown>) => Record<string, unknown>)[] = [
    (claims) => ({ ...claims, nonce: "cua-nguoi-khac" }),
    (claims) => ({ ...claims, aud: "thanh-pho-khac" }),
    (claims) => ({ ...claims, iss: "https://xau.example" }),
  ];
  for (const kind of kinds) {
    codes.add("ma-1");
    change = kind;
    expect(await travel()).toEqual({ ok: false, error: "refused" });
  }
});

test("a way back with another state, with a used code, or without any is refused", async () => {
  expect(await travel({}, () => ({ code: "ma-1", state: "cua-nguoi-khac" }))).toEqual({
    ok: false,
    error: "refused",
  });
  expect((await travel()).ok).toBe(true);
  expect(await travel()).toEqual({ ok: false, error: "refused" });
  expect(await travel({}, ({ state }) => ({ state }))).toEqual({ ok: false, error: "refused" });
});

test("a person who turns back is told so, not that something is wrong", async () => {
  const back = ({ state }: Begun) => ({ error: "access_denied", state });
  expect(await travel({}, back)).toEqual({ ok: false, error: "cancelled" });
});

test("a clock that is ten minutes off is named; half a minute is let pass", async () => {
  const shifted = (by: number) => (claims: Record<string, unknown>) => ({
    ...claims,
    exp: Number(claims["iat"]) + by,
  });
  change = shifted(-600);
  expect(await travel()).toEqual({ ok: false, error: "clock" });
  codes.add("ma-1");
  change = shifted(-15);
  expect((await travel()).ok).toBe(true);
});

test("a fresh proof must be fresh: who signed in there an hour ago has to do it again", async () => {
  change = (claims) => ({ ...claims, auth_time: Number(claims["iat"]) - 3600 });
  const back = ({ state }: Begun) => ({ code: "ma-1", state });

  expect(await travel({}, back, true)).toMatchObject({ ok: false });
  expect(Object.fromEntries(sent)).toMatchObject({ prompt: "login", max_age: "0" });
});

test("a provider that is away, or in trouble, is unreachable; when it is back the next one gets through", async () => {
  const here = party();
  const begin = () => here.begin(BACK, { isFresh: false, language: "vi" });
  isBroken = true;
  expect(await begin()).toEqual({ ok: false, error: "unreachable" });
  isBroken = false;
  expect((await begin()).ok).toBe(true);
  expect(await travel({ issuer: () => "http://127.0.0.1:9" })).toEqual({
    ok: false,
    error: "unreachable",
  });
});

test("signing out goes on at the provider that offers it, with the token it gave", async () => {
  const url = new URL((await party().endUrl("the-cua-hoa", "http://mot-cua.example/")) ?? "");

  expect(url.origin + url.pathname).toBe(`${issuer}/end`);
  expect(url.searchParams.get("id_token_hint")).toBe("the-cua-hoa");
});
