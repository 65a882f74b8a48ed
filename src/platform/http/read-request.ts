import type { FastifyRequest } from "fastify";
import type { Database } from "#platform/database";
import type { ApiClient, Exchange, Language, Session } from "./exchange.ts";
import { headerOf, rawBodyOf } from "./raw-body.ts";
import { readable } from "./readable.ts";
import type { MultipartBody } from "./uploads.ts";

/** What a handler sees of a request. Throws for text that cannot be read. */
export function exchangeOf(
  deps: { readonly db: Database; readonly origin?: string; now(): Date },
  request: FastifyRequest,
  who: {
    readonly language: Language;
    readonly session?: Session | undefined;
    readonly client?: ApiClient | undefined;
    readonly multipartBody?: MultipartBody | undefined;
  },
): Exchange {
  return {
    db: deps.db,
    now: deps.now(),
    language: who.language,
    session: who.session,
    client: who.client,
    method: request.method,
    path: request.url.split("?")[0] ?? "/",
    origin: deps.origin ?? `http://${request.headers.host ?? "localhost"}`,
    params: request.params as Record<string, string>, // fastify gives strings for every route parameter
    query: readable(new URLSearchParams(request.url.split("?")[1] ?? "")),
    form: readable(who.multipartBody?.form ?? formOf(request)),
    uploads: who.multipartBody?.uploads ?? new Map(),
    address: request.ip,
    userAgent: (request.headers["user-agent"] ?? "").slice(0, 300),
    cookies: definedCookies(request),
    rawBody: rawBodyOf(request),
    header: headerOf(request),
  };
}

export function languageOf(request: FastifyRequest): Language {
  const asked = new URLSearchParams(request.url.split("?")[1] ?? "").get("lang");
  const remembered = request.cookies?.["lang"];
  return (asked ?? remembered) === "en" ? "en" : "vi";
}

export function wantsPage(request: FastifyRequest): boolean {
  return !request.url.startsWith("/api/");
}

export function formOf(request: FastifyRequest): URLSearchParams {
  const body = request.body;
  if (
    typeof body === "object" &&
    body !== null &&
    "fields" in body &&
    body.fields instanceof URLSearchParams
  )
    return body.fields;
  return new URLSearchParams();
}

export function definedCookies(request: FastifyRequest): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.cookies))
    if (value !== undefined) found[name] = value;
  return found;
}
