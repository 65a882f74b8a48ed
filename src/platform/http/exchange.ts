import type { Readable } from "node:stream";
import type { Actor } from "#kernel/actor";
import type { Database } from "#platform/database";

export type Language = "vi" | "en";

/** Who is signed in, with what the current position allows. Resolved once per request, from dated facts. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly kind: "official" | "applicant";
  readonly name: string;
  readonly actor: Actor;
  /** Record-holders in the custody of the official's agency today; empty for applicants. */
  readonly tenantIds: readonly string[];
  readonly roles: readonly string[];
  readonly agencyName: string;
  readonly title: string;
  /** Every position the official may act in now. */
  readonly positions?: readonly ActingPosition[];
  /** Procedures that a delegation is limited to; absent for all work of the position. */
  readonly appIds?: readonly string[];
  readonly steppedUpAt: Date | undefined;
}

export interface ActingPosition {
  readonly positionId: string;
  readonly title: string;
  readonly unitName: string;
  readonly agencyName: string;
  /** The official stands in for its holder. */
  readonly isDelegated: boolean;
  /** Acted in now. */
  readonly isCurrent: boolean;
}

export interface Upload {
  readonly name: string;
  readonly declaredType: string;
  /** A temporary file that is removed when the request ends. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly truncated: boolean;
}

/** Another system that calls with a token of its own, for one record-holder. */
export interface ApiClient {
  readonly tokenId: string;
  readonly systemName: string;
  readonly tenantId: string;
}

/** One request as a handler sees it: parsed, with the clock handed in. */
export interface Exchange {
  readonly db: Database;
  readonly now: Date;
  readonly language: Language;
  readonly session: Session | undefined;
  /** Who calls a route whose access is by token; undefined on every other. */
  readonly client?: ApiClient | undefined;
  readonly method: string;
  readonly path: string;
  /** The address this page is asked under: the public one in production, else what the browser calls us. */
  readonly origin: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly uploads: ReadonlyMap<string, readonly Upload[]>;
  readonly address: string;
  readonly userAgent: string;
  readonly cookies: Readonly<Record<string, string>>;
  /** A JSON body's bytes as they arrived, for whoever must judge a signature over them; empty for everything else. */
  readonly rawBody: Uint8Array;
  /** A header of the request by its lower-case name; empty when it was not sent, or more than once. */
  header(name: string): string;
}

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly maxAgeSeconds: number;
}

export type Reply =
  | {
      readonly kind: "page";
      readonly status?: number;
      readonly html: string;
      readonly cookies?: readonly Cookie[];
    }
  | { readonly kind: "redirect"; readonly to: string; readonly cookies?: readonly Cookie[] }
  | {
      readonly kind: "file";
      readonly stream: Readable;
      readonly type: string;
      readonly name: string;
      readonly inline: boolean;
      readonly sizeBytes?: number;
    }
  /** Server-sent events that go on until one side ends them. */
  | { readonly kind: "events"; readonly stream: Readable }
  | { readonly kind: "json"; readonly status?: number; readonly body: unknown }
  | { readonly kind: "text"; readonly type: string; readonly body: string }
  | { readonly kind: "missing" };

export interface Route {
  readonly method: "GET" | "POST";
  /** Fastify style: `/ho-so/:code`. */
  readonly path: string;
  readonly access: "public" | "applicant" | "official" | "signed-in" | "token";
  /** What a token must be for, on a route whose access is by token. */
  readonly scope?: string;
  /** Roles of which the official must hold one; forbidden looks like missing. */
  readonly roles?: readonly string[];
  readonly uploads?: boolean;
  handle(exchange: Exchange): Promise<Reply>;
}
