import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IdentityDeps } from "#modules/identity";
import { createRelyingParty, type Failure } from "#platform/openid";
import { type Config, ConfigRefused } from "./config.ts";
import { createSampleIdentity, type SampleIdentity } from "./sample-identity/mount.ts";

type National = NonNullable<IdentityDeps["nationalIdentity"]>;

/** The provider of the settings; in development, where none is set, the stand-in of this process. */
export function nationalIdentity(
  config: Config,
  address: () => string,
  log: (entry: object) => void,
): { readonly national: National | undefined; readonly sample: SampleIdentity | undefined } {
  const onFault = (failure: Failure, error: unknown): void => {
    if (failure !== "cancelled") log({ identity: failure, error: String(error) });
  };
  const { openId } = config;
  if (openId === undefined) {
    if (config.production) return { national: undefined, sample: undefined };
    const sample = createSampleIdentity(address, onFault);
    const national = { party: sample.party, citizenIdClaim: "citizen_id", isSample: true };
    return { national, sample };
  }
  const { issuer, clientId, citizenIdClaim } = openId;
  const proof =
    openId.secret === undefined ? keyIn(openId.keyFile ?? "") : { secret: openId.secret };
  const allowsHttp = !config.production;
  const party = createRelyingParty({ issuer: () => issuer, clientId, proof, allowsHttp, onFault });
  return { national: { party, citizenIdClaim, isSample: false }, sample: undefined };
}

function keyIn(file: string): { key: ReturnType<typeof createPrivateKey> } {
  try {
    return { key: createPrivateKey(readFileSync(file)) };
  } catch (error) {
    throw new ConfigRefused(
      `OIDC_CLIENT_KEY: ${file} holds no private key (PEM): ${String(error)}`,
    );
  }
}
