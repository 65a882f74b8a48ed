import type { Database } from "#platform/database";
import type { Session } from "#platform/http";

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
  resolveOfficial(
    officialId: string,
    now: Date,
    sessionId: string,
  ): Promise<OfficialScope | undefined>;
}
