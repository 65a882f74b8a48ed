import type { KeyObject } from "node:crypto";
import * as client from "openid-client";
import { ok, refused, type Result } from "#kernel/result";

/** How this installation is known to an identity provider (OpenID Connect). */
export interface ProviderSettings {
  issuer(): string;
  readonly clientId: string;
  /** A shared secret, or the private half of a key that the provider knows the public half of. */
  readonly proof: { readonly secret: string } | { readonly key: KeyObject };
  /** Only for a provider on this machine. */
  readonly allowsHttp: boolean;
  /** What a refusal came from, for whoever runs the city; the person sees a sentence. */
  onFault?(failure: Failure, error: unknown): void;
}

/** What has to be remembered between leaving for the provider and coming back. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
  /** The person must prove themselves anew, however they are signed in there. */
  readonly isFresh: boolean;
}

/**
 * `unreachable`: nobody answers there. `cancelled`: the person turned back. `clock`: the token is from another time than
 * ours. `refused`: everything else that is not as it was asked for, a code or nonce used before included.
 */
export type Failure = "unreachable" | "cancelled" | "clock" | "refused";

export interface Arrival {
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idToken: string;
}

export interface RelyingParty {
  readonly issuer: () => string;
  /** Where to send the person, and what to remember meanwhile. */
  begin(
    redirectUri: string,
    options: { readonly isFresh: boolean; readonly language: string },
  ): Promise<Result<{ readonly url: string; readonly begun: Begun }, Failure>>;
  /** Judges the way back: state, nonce, code, signature, times. */
  finish(query: URLSearchParams, begun: Begun): Promise<Result<Arrival, Failure>>;
  /** Where signing out goes on, when the provider offers that. */
  endUrl(idToken: string, backTo: string): Promise<string | undefined>;
}

/** A slower answer than this is none: somebody waits before a page. */
const PATIENCE_SECONDS = 8;
/** Clocks of two systems that are both kept by NTP differ by less. */
const CLOCK_TOLERANCE_SECONDS = 30;
const FRESH_SECONDS = 300;
const SCOPES = "openid profile email phone";

export function createRelyingParty(settings: ProviderSettings): RelyingParty {
  let found: Promise<client.Configuration> | undefined;
  const configuration = async (): Promise<client.Configuration> => {
    found ??= discovered(settings);
    try {
      return await found;
    } catch (error) {
      found = undefined; // asked again by whoever comes next
      throw error;
    }
  };
  const judged = async <T>(work: () => Promise<T>): Promise<Result<T, Failure>> => {
    try {
      return ok(await work());
    } catch (error) {
      const failure = failureOf(error);
      settings.onFault?.(failure, error);
      return refused(failure);
    }
  };
  return {
    issuer: () => settings.issuer(),
    begin: (redirectUri, { isFresh, language }) =>
      judged(async () => {
        const verifier = client.randomPKCECodeVerifier();
        const begun: Begun = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier,
          redirectUri,
          isFresh,
        };
        const url = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: SCOPES,
          state: begun.state,
          nonce: begun.nonce,
          ui_locales: language,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          ...(isFresh ? { prompt: "login", max_age: "0" } : {}),
        });
        return { url: url.href, begun };
      }),
    finish: (query, begun) =>
      judged(async () => {
        const at = new URL(begun.redirectUri);
        at.search = query.toString();
        const tokens = await client.authorizationCodeGrant(await configuration(), at, {
          pkceCodeVerifier: begun.verifier,
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          idTokenExpected: true,
          ...(begun.isFresh ? { maxAge: FRESH_SECONDS } : {}),
        });
        const claims = tokens.claims();
        if (claims === undefined || tokens.id_token === undefined) throw new Error("no ID token");
        return { subject: claims.sub, claims, idToken: tokens.id_token };
      }),
    endUrl: async (idToken, backTo) => {
      const ended = await judged(async () => {
        const known = await configuration();
        if (known.serverMetadata().end_session_endpoint === undefined) return undefined;
        return client.buildEndSessionUrl(known, {
          id_token_hint: idToken,
          post_logout_redirect_uri: backTo,
        }).href;
      });
      return ended.ok ? ended.value : undefined;
    },
  };
}

async function discovered(settings: ProviderSettings): Promise<client.Configuration> {
  const known = await client.discovery(
    new URL(settings.issuer()),
    settings.clientId,
    { [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    await clientProof(settings.proof),
    {
      timeout: PATIENCE_SECONDS,
      ...(settings.allowsHttp ? { execute: [client.allowInsecureRequests] } : {}),
    },
  );
  known.timeout = PATIENCE_SECONDS;
  return known;
}

async function clientProof(proof: ProviderSettings["proof"]): Promise<client.ClientAuth> {
  if ("secret" in proof) return client.ClientSecretBasic(proof.secret);
  const { key } = proof;
  const algorithm =
    key.asymmetricKeyType === "ec"
      ? { name: "ECDSA", namedCurve: "P-256" }
      : { name: "RSA-PSS", hash: "SHA-256" };
  return client.PrivateKeyJwt(key.toCryptoKey(algorithm, false, ["sign"]) as client.CryptoKey); // Node's type names more usages than the browser's
}

/** From what the library throws; codes are oauth4webapi's, names the runtime's. */
function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return "refused";
  if (error instanceof client.AuthorizationResponseError)
    return error.error === "access_denied" ? "cancelled" : "refused";
  const code = "code" in error ? String(error.code) : "";
  if (code === "OAUTH_JWT_TIMESTAMP_CHECK_FAILED") return "clock";
  if (code === "OAUTH_TIMEOUT" || code.startsWith("ECONN") || error.name === "TimeoutError")
    return "unreachable";
  if (error instanceof TypeError && /fetch/u.test(error.message)) return "unreachable";
  const status = "status" in error ? Number(error.status) : 0;
  if (status >= 500 || /RESPONSE_IS_NOT_(?:CONFORM|JSON)|PARSE_ERROR/u.test(code))
    return "unreachable";
  return error.cause instanceof Error && error.cause !== error ? failureOf(error.cause) : "refused";
}
