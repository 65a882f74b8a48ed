import cookie from "@fastify/cookie";
import compress from "@fastify/compress";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { publicId } from "#kernel/ids";
import type { Database } from "#platform/database";
import type { ApiClient, Cookie, Exchange, Language, Reply, Route, Session } from "./exchange.ts";
import { createAgencyTurns, type Turn } from "./agency-turn.ts";
import { keepRawJson } from "./raw-body.ts";
import { exchangeOf, formOf, languageOf, wantsPage } from "./read-request.ts";
import { isUnreadable } from "./readable.ts";
import { readMultipart } from "./uploads.ts";

export interface ServerDependencies {
  readonly db: Database;
  readonly routes: readonly Route[];
  readonly now: () => Date;
  readonly production: boolean;
  /** The public origin, compared with `Origin` on every POST. Undefined: the request's own host. */
  readonly origin?: string;
  /** Exact proxy addresses whose forwarded headers are believed. */
  readonly trustProxy: readonly string[];
  readonly assetsFolder: string;
  resolveSession(token: string, now: Date): Promise<Session | undefined>;
  /** The system behind a token that is good for a scope; `wait` when it calls too often. */
  resolveToken?(token: string, scope: string, now: Date): Promise<ApiClient | "wait" | undefined>;
  renderError(problem: ErrorPage): string;
  /** The sign-in page for someone whose session ended while they were sending a form: it keeps what they sent. */
  renderExpired(expired: { readonly language: Language; readonly kept: KeptSending }): string;
  log(entry: Readonly<Record<string, unknown>>): void;
  observe(route: string, method: string, status: number, tookMs: number): void;
}

export interface ErrorPage {
  readonly status: 401 | 404 | 413 | 400 | 403 | 429 | 500 | 503;
  readonly reference: string;
  readonly language: Language;
  readonly path: string;
  readonly session: Session | undefined;
}

/** A form as it was sent, to be sent again after signing in. */
export interface KeptSending {
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly hadFiles: boolean;
}

/** Room for a form of 400 fields; files go another way (multipart, streamed). */
const BODY_LIMIT_BYTES = 512 * 1024;
/** From one address; two hundred officials of an office behind one address stay far below it. */
const REQUESTS_A_MINUTE = 6_000;
export const SESSION_COOKIE = "egov";

/** The web server: every route is declared as data, so that guards can list and try each one. */
export async function createServer(deps: ServerDependencies): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: deps.trustProxy.length === 0 ? false : [...deps.trustProxy],
    routerOptions: { maxParamLength: 200 },
    logger: false,
    requestTimeout: 120_000,
    forceCloseConnections: "idle",
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    hsts: deps.production,
  });
  await app.register(rateLimit, { max: REQUESTS_A_MINUTE, timeWindow: 60_000 });
  await app.register(compress, { threshold: 1024, encodings: ["br", "gzip"] });
  await app.register(cookie);
  await app.register(formbody, {
    bodyLimit: BODY_LIMIT_BYTES,
    parser: (text) => ({ fields: new URLSearchParams(text) }),
  });
  keepRawJson(app);
  await app.register(multipart, { throwFileSizeLimit: false }); // the page that was sent says what was too large
  await app.register(fastifyStatic, {
    root: deps.assetsFolder,
    prefix: "/tai-nguyen/",
    immutable: true,
    maxAge: "365d",
    index: false,
    preCompressed: false,
  });
  app.addHook("onResponse", async (request, reply) => {
    deps.observe(
      request.routeOptions.url ?? "none",
      request.method,
      reply.statusCode,
      reply.elapsedTime,
    );
  });
  const inTurn = createAgencyTurns();
  for (const route of deps.routes)
    app.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) =>
        inTurn(turnTakerOf(deps, request), (turn) => serve(deps, route, request, reply, turn)),
    });
  app.setNotFoundHandler(async (request, reply) => {
    const language = languageOf(request);
    const session = await sessionFor(deps, request);
    return sendError(deps, request, reply, { status: 404, language, session, reference: "" });
  });
  app.setErrorHandler((error, request, reply) => fail(deps, request, reply, error));
  return app;
}

/** What is sent is not held up: it may come slowly. */
function turnTakerOf(deps: ServerDependencies, request: FastifyRequest): string | undefined {
  return request.method === "GET" ? request.cookies[cookieName(deps)] : undefined;
}

async function serve(
  deps: ServerDependencies,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  { known, over }: Turn,
): Promise<FastifyReply> {
  const language = languageOf(request);
  if (route.access === "token") return serveSystem(deps, route, request, reply);
  const session = await sessionFor(deps, request);
  if (session !== undefined) known.learn(request.cookies[cookieName(deps)] ?? "", session);
  if (request.method === "POST" && !sameOrigin(deps, request))
    return sendError(deps, request, reply, { status: 403, language, session, reference: "" });
  const verdict = mayEnter(route, session);
  if (verdict === "sign-in" && request.method === "POST" && wantsPage(request))
    return keepSending(deps, route, request, reply, language);
  if (verdict === "sign-in" && wantsPage(request))
    return reply.redirect(
      `/dang-nhap?tiep=${encodeURIComponent(request.method === "GET" ? request.url : "/")}`,
      303,
    );
  if (verdict !== "enter")
    return sendError(deps, request, reply, { status: 404, language, session, reference: "" });
  const params = request.params as Record<string, string>; // fastify gives strings for every route parameter
  if (Object.values(params).some(isUnreadable))
    return sendError(deps, request, reply, { status: 404, language, session, reference: "" });
  if (request.url.includes("lang=")) rememberLanguage(deps, reply, language);
  const multipartBody =
    request.isMultipart() && route.uploads ? await readMultipart(request) : undefined;
  try {
    const exchange = exchangeOf(deps, request, { language, session, multipartBody });
    const answer = await route.handle(exchange);
    over();
    return await send(deps, request, reply, exchange, answer);
  } finally {
    await multipartBody?.remove();
  }
}

/** Cookies mean nothing here, so neither does the origin. Every reason not to let a system in gives one and the same answer. */
async function serveSystem(
  deps: ServerDependencies,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const language = languageOf(request);
  const refuse = (status: 401 | 404 | 429): FastifyReply =>
    sendError(deps, request, reply, { status, language, session: undefined, reference: "" });
  const [, token = ""] = /^Bearer ([\w-]{1,200})$/u.exec(request.headers.authorization ?? "") ?? [];
  const client = await deps.resolveToken?.(token, route.scope ?? "", deps.now());
  if (client === undefined) return refuse(401);
  if (client === "wait") return refuse(429);
  const params = request.params as Record<string, string>; // fastify gives strings for every route parameter
  if (Object.values(params).some(isUnreadable)) return refuse(404);
  const exchange = exchangeOf(deps, request, { language, client });
  return send(deps, request, reply, exchange, await route.handle(exchange));
}

/** Nothing typed is lost when a session ends in the middle of a form: the sign-in page carries it along. */
async function keepSending(
  deps: ServerDependencies,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  language: Language,
): Promise<FastifyReply> {
  const multipartBody =
    request.isMultipart() && route.uploads ? await readMultipart(request) : undefined;
  await multipartBody?.remove();
  const fields = [...(multipartBody?.form ?? formOf(request)).entries()].map(
    ([name, value]) => [name, value] as const,
  );
  const kept = {
    path: request.url.split("?")[0] ?? "/",
    fields,
    hadFiles: (multipartBody?.uploads.size ?? 0) > 0,
  };
  return reply
    .code(401)
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(deps.renderExpired({ language, kept }));
}

function mayEnter(route: Route, session: Session | undefined): "enter" | "sign-in" | "missing" {
  if (route.access === "public") return "enter";
  if (session === undefined) return "sign-in";
  if (route.access !== "signed-in" && route.access !== session.kind) return "missing";
  if (route.roles !== undefined && !route.roles.some((role) => session.roles.includes(role)))
    return "missing";
  return "enter";
}

async function send(
  deps: ServerDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  exchange: Exchange,
  answer: Reply,
): Promise<FastifyReply> {
  switch (answer.kind) {
    case "page":
      setCookies(deps, reply, answer.cookies);
      return reply
        .code(answer.status ?? 200)
        .header("cache-control", "no-store")
        .type("text/html; charset=utf-8")
        .send(answer.html);
    case "redirect":
      setCookies(deps, reply, answer.cookies);
      return reply.redirect(answer.to, 303);
    case "file":
      return reply
        .type(answer.type)
        .header("cache-control", "private, no-store")
        .header(
          "content-disposition",
          `${answer.inline ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(answer.name)}`,
        )
        .send(answer.stream);
    case "events":
      return reply
        .type("text/event-stream; charset=utf-8")
        .header("cache-control", "no-store")
        .header("x-accel-buffering", "no") // a proxy in front passes each event on at once
        .send(answer.stream);
    case "json":
      return reply
        .code(answer.status ?? 200)
        .header("cache-control", "no-store")
        .type(
          (answer.status ?? 200) >= 400
            ? "application/problem+json"
            : "application/json; charset=utf-8",
        )
        .send(JSON.stringify(answer.body));
    case "text":
      return reply.type(answer.type).send(answer.body);
    case "missing":
      return sendError(deps, request, reply, {
        status: 404,
        language: exchange.language,
        session: exchange.session,
        reference: "",
      });
  }
}

function sendError(
  deps: ServerDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Omit<ErrorPage, "path">,
): FastifyReply {
  reply.code(page.status).header("cache-control", "no-store");
  if (page.status === 401) reply.header("www-authenticate", "Bearer");
  if (page.status === 429) reply.header("retry-after", "60");
  if (!wantsPage(request))
    return reply.type("application/problem+json").send(
      JSON.stringify({
        type: "about:blank",
        status: page.status,
        title: PROBLEM_TITLES[page.status],
        ...(page.reference === "" ? {} : { instance: page.reference }),
      }),
    );
  const html = deps.renderError({ ...page, path: request.url.split("?")[0] ?? "/" });
  return reply.type("text/html; charset=utf-8").send(html);
}

const PROBLEM_TITLES = {
  400: "The request could not be read",
  401: "A token that is good for this is needed",
  403: "The request came from another site",
  404: "Not found",
  413: "Too large",
  429: "Too many requests",
  500: "Something broke on our side",
  503: "Too busy",
} as const;

/** One place logs what should not happen, with a reference number; the person sees only that number. */
function fail(
  deps: ServerDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const status = statusOf(error);
  const reference = publicId().slice(0, 10);
  if (status === 500)
    deps.log({
      level: "error",
      reference,
      method: request.method,
      route: request.routeOptions.url,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      cause:
        error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined,
    });
  return sendError(deps, request, reply, {
    status,
    reference: status === 500 ? reference : "",
    language: languageOf(request),
    session: undefined,
  });
}

function statusOf(error: unknown): ErrorPage["status"] {
  const code =
    typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : 500;
  if (code === 413 || code === 429 || code === 503) return code;
  return typeof code === "number" && code >= 400 && code < 500 ? 400 : 500;
}

/** CSRF by origin: a browser sends `Sec-Fetch-Site` or `Origin` on every POST; anything from elsewhere is refused. */
function sameOrigin(deps: ServerDependencies, request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.origin;
  if (origin === undefined) return site !== undefined || request.headers.cookie === undefined;
  if (deps.origin !== undefined) return origin === deps.origin;
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}

async function sessionFor(
  deps: ServerDependencies,
  request: FastifyRequest,
): Promise<Session | undefined> {
  const token = request.cookies[cookieName(deps)];
  return token === undefined ? undefined : deps.resolveSession(token, deps.now());
}

/** The `__Host-` prefix binds the cookie to this host over HTTPS; a demo on plain http cannot carry it. */
function cookieName(deps: Pick<ServerDependencies, "production">): string {
  return deps.production ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;
}

function setCookies(
  deps: ServerDependencies,
  reply: FastifyReply,
  cookies: readonly Cookie[] = [],
): void {
  for (const one of cookies)
    void reply.setCookie(one.name === SESSION_COOKIE ? cookieName(deps) : one.name, one.value, {
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure: deps.production,
      maxAge: one.maxAgeSeconds,
    });
}

function rememberLanguage(deps: ServerDependencies, reply: FastifyReply, language: Language): void {
  setCookies(deps, reply, [{ name: "lang", value: language, maxAgeSeconds: 365 * 86_400 }]);
}
