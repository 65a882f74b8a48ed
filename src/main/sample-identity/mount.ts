import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { createRelyingParty, type Failure, type RelyingParty } from "#platform/openid";
import type { Assets } from "#ui";
import type { Provider } from "oidc-provider";

/** Where the stand-in lies on the city's own address. */
export const SAMPLE_MOUNT = "/dinh-danh-mau";
const CLIENT_ID = "mot-cua";
const BODY_LIMIT = 10_000;

export interface SampleIdentity {
  readonly party: RelyingParty;
  /** Adds its pages to a server. Nothing of it is loaded before somebody goes there. */
  mountOn(app: FastifyInstance, assets: Assets, paths: { readonly back: string }): Promise<void>;
}

/** The stand-in of development and tests for the national identity, in this very process. */
export function createSampleIdentity(
  origin: () => string,
  onFault: (failure: Failure, error: unknown) => void,
): SampleIdentity {
  const secret = randomBytes(24).toString("base64url");
  const issuer = (): string => origin() + SAMPLE_MOUNT;
  return {
    party: createRelyingParty({
      issuer,
      clientId: CLIENT_ID,
      proof: { secret },
      allowsHttp: true,
      onFault,
    }),
    mountOn: async (app, assets, { back }) => {
      let made: Promise<Provider> | undefined;
      const provider = (): Promise<Provider> =>
        (made ??= import("./provider.ts").then(({ createSampleProvider }) => {
          const addresses = [origin(), origin().replace("127.0.0.1", "localhost")];
          return createSampleProvider(
            issuer(),
            SAMPLE_MOUNT,
            {
              id: CLIENT_ID,
              secret,
              redirectUris: addresses.map((one) => one + back),
              backTo: addresses.map((one) => `${one}/`),
            },
            assets,
          );
        }));
      await app.register(async (scope) => {
        // The provider reads what is sent by itself.
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser("*", (_, __, done) => done(null));
        scope.all(`${SAMPLE_MOUNT}/*`, async (request, reply) => {
          reply.hijack();
          await answer(await provider(), assets, request.raw, reply.raw);
        });
      });
    },
  };
}

async function answer(
  provider: Provider,
  assets: Assets,
  request: IncomingMessage & { originalUrl?: string },
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? "";
  const uid = /^\/dinh-danh-mau\/dang-nhap\/([\w-]+)$/u.exec(url)?.[1];
  if (uid === undefined) {
    request.originalUrl = url;
    request.url = url.slice(SAMPLE_MOUNT.length);
    await provider.callback()(request, response);
    return;
  }
  try {
    if (request.method === "POST") return await enter(provider, request, response);
    await provider.interactionDetails(request, response);
    const { choosePage } = await import("./pages.tsx");
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
    });
    response.end(choosePage(assets, url));
  } catch {
    const { sentencePage } = await import("./pages.tsx");
    response.writeHead(400, { "content-type": "text/html; charset=utf-8" });
    response.end(sentencePage(assets, "Lần đăng nhập này đã hết hạn"));
  }
}

async function enter(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let sent = "";
  for await (const part of request) {
    sent += String(part);
    if (sent.length > BODY_LIMIT) throw new Error("too long");
  }
  const form = new URLSearchParams(sent);
  const result =
    form.get("act") === "cancel"
      ? { error: "access_denied", error_description: "cancelled by the person" }
      : { login: { accountId: form.get("citizenId") ?? "" } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
