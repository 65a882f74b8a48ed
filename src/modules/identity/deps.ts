import type { Database } from "#platform/database";
import type { Session } from "#platform/http";
import type { RelyingParty } from "#platform/openid";

/** What an official may act as at a moment; undefined when they hold no position. */
export type OfficialScope = Pick<
  Session,
  "actor" | "tenantIds" | "roles" | "agencyName" | "title" | "positions" | "appIds"
>;

export interface IdentityDeps {
  readonly db: Database;
  /** 32 bytes that seal second-factor secrets and challenges. */
  readonly secretKey: Buffer;
  /** Officials must have a second factor; in the named demo city only those who enrolled one are asked. */
  readonly requiresSecondFactor: boolean;
  /** The address that people use; passkeys are bound to it. */
  origin(): string;
  /** Whether applicants may use passwords; in production they may not (R18). */
  readonly acceptsApplicantPasswords: boolean;
  /** Through whom applicants are recognised; undefined when no provider is set. */
  readonly nationalIdentity?: NationalIdentity;
  resolveOfficial(
    officialId: string,
    now: Date,
    sessionId: string,
  ): Promise<OfficialScope | undefined>;
}

export interface NationalIdentity {
  readonly party: RelyingParty;
  /** The provider's name for the citizen number in its claims. */
  readonly citizenIdClaim: string;
  /** The local stand-in of development and tests: said on every button that leads there. */
  readonly isSample: boolean;
}
