import { generateKeyPairSync, randomBytes } from "node:crypto";
import { type AccountClaims, type Adapter, type AdapterPayload, Provider } from "oidc-provider";
import type { Assets } from "#ui";
import { leavePage, sentencePage } from "./pages.tsx";
import { SAMPLE_PEOPLE } from "./people.ts";

export interface SampleClient {
  readonly id: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
  readonly backTo: readonly string[];
}

const SECONDS = { hour: 3600, minutes: 600 } as const;

/** An OpenID provider that plays the national one on this machine: everything in memory, its key made at the start. */
export function createSampleProvider(
  issuer: string,
  mount: string,
  client: SampleClient,
  assets: Assets,
): Provider {
  const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
    format: "jwk",
  });
  const provider = new Provider(issuer, {
    adapter: inMemory(),
    jwks: { keys: [{ ...key, kty: "EC", use: "sig", alg: "ES256" }] },
    cookies: {
      keys: [randomBytes(24).toString("base64url")],
      long: { signed: true, path: mount },
      short: { signed: true, path: mount },
    },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [...client.redirectUris],
        post_logout_redirect_uris: [...client.backTo],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        id_token_signed_response_alg: "ES256",
      },
    ],
    claims: {
      openid: ["sub"],
      profile: ["name", "birthdate", "citizen_id"],
      email: ["email"],
      phone: ["phone_number"],
    },
    scopes: ["openid"],
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: SECONDS.minutes,
      AuthorizationCode: 60,
      Grant: SECONDS.hour,
      IdToken: SECONDS.minutes,
      Interaction: SECONDS.minutes,
      Session: SECONDS.hour,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = leavePage(assets, form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = sentencePage(assets, "Bạn đã đăng xuất");
        },
      },
    },
    interactions: { url: (_, interaction) => `${mount}/dang-nhap/${interaction.uid}` },
    findAccount: (_, subject) => {
      const person = SAMPLE_PEOPLE.find((one) => one.citizenId === subject);
      if (person === undefined) return undefined;
      const claims: AccountClaims = {
        sub: subject,
        name: person.name,
        birthdate: person.bornOn,
        citizen_id: person.citizenId,
        phone_number: person.phone,
        ...(person.email === "" ? {} : { email: person.email }),
      };
      return { accountId: subject, claims: async () => claims };
    },
    loadExistingGrant: async (context) => {
      // Whoever signs in agrees: a stand-in has nothing to keep to itself.
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId,
        accountId: context.oidc.session?.accountId,
      });
      grant.addOIDCScope("openid profile email phone");
      await grant.save();
      return grant;
    },
    renderError: (context, out) => {
      context.type = "html";
      context.body = sentencePage(assets, `Yêu cầu không hợp lệ (${out.error})`);
    },
  });
  return provider;
}

/** Rows by kind and id, gone with the process. */
function inMemory(): (name: string) => Adapter {
  const rows = new Map<string, AdapterPayload>();
  return (name) => {
    const at = (id: string): string => `${name} ${id}`;
    const found = (match: (row: AdapterPayload) => boolean): AdapterPayload | undefined =>
      [...rows].find(([key, row]) => key.startsWith(`${name} `) && match(row))?.[1];
    return {
      upsert: async (id, payload) => void rows.set(at(id), payload),
      find: async (id) => rows.get(at(id)),
      findByUid: async (uid) => found((row) => row.uid === uid),
      findByUserCode: async (code) => found((row) => row.userCode === code),
      consume: async (id) => {
        const row = rows.get(at(id));
        if (row !== undefined) row.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void rows.delete(at(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, row] of rows)
          if (key.startsWith(`${name} `) && row.grantId === grantId) rows.delete(key);
      },
    };
  };
}
