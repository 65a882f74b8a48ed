import { citizenId } from "#kernel/citizen-id";
import { ok, refused, type Result } from "#kernel/result";
import type { MandateInForce } from "#modules/identity";
import type { KeptFile } from "#platform/files";
import type { Folder } from "./folder.ts";
import type { PaperRefusal } from "./refusals.ts";

/** What was handed out at the desk, to whom and by what authority. */
export interface Delivery {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly folderId: string;
  readonly what: "result" | "originals";
  readonly receiverName: string;
  readonly receiverCitizenId: string;
  readonly authority: "applicant" | "paper" | "mandate";
  readonly authorityText: string | null;
  readonly mandateId: string | null;
  readonly fileId: string | null;
  readonly handedAt: Date;
  readonly handedBy: string;
  readonly handedName: string;
}

/** Who stands at the desk, as they showed: an identity paper, and where they are not the applicant what lets them. */
export type Claim =
  | { readonly by: "applicant"; readonly citizenId: string; readonly known: string | null }
  | {
      readonly by: "paper";
      readonly citizenId: string;
      readonly name: string;
      readonly text: string;
      /** The scanned authority, kept before the transaction. */
      readonly scan: KeptFile | undefined;
    }
  | {
      readonly by: "mandate";
      readonly citizenId: string;
      /** What identity found under the code told at the desk, and the number of its proxy. */
      readonly mandate: MandateInForce | undefined;
      readonly known: string | null;
    };

export interface Receiver {
  readonly name: string;
  readonly citizenId: string;
  readonly authority: Delivery["authority"];
  readonly authorityText: string | null;
  readonly mandateId: string | null;
}

const SHORTEST_NAME = 2;
const LONGEST_NAME = 100;

/**
 * Whether this person may take away what is another's. The applicant shows the number the account has; a proxy shows a
 * scanned authority, or stands under a mandate that covers this procedure today. Everyone else goes without.
 */
export function judgeClaim(
  claim: Claim,
  folder: Pick<Folder, "accountId" | "appId" | "applicantName">,
): Result<Receiver, PaperRefusal> {
  const shown = citizenId(claim.citizenId)?.digits;
  if (shown === undefined) return refused("citizen-id-unfit");
  const none = { authorityText: null, mandateId: null };
  switch (claim.by) {
    case "applicant":
      if (claim.known !== null && claim.known !== shown) return refused("not-the-applicant");
      return ok({ ...none, name: folder.applicantName, citizenId: shown, authority: "applicant" });
    case "paper": {
      const name = claim.name.trim();
      if (name.length < SHORTEST_NAME || name.length > LONGEST_NAME) return refused("name-missing");
      const text = claim.text.trim().slice(0, LONGEST_TEXT);
      if (text === "" || claim.scan === undefined) return refused("authority-missing");
      return ok({ ...none, name, citizenId: shown, authority: "paper", authorityText: text });
    }
    case "mandate": {
      const { mandate } = claim;
      const covers =
        mandate !== undefined &&
        mandate.representedId === folder.accountId &&
        (mandate.appIds.length === 0 || mandate.appIds.includes(folder.appId));
      if (!covers) return refused("mandate-unfit");
      if (claim.known !== null && claim.known !== shown) return refused("not-the-proxy");
      return ok({
        name: mandate.proxyName,
        citizenId: shown,
        authority: "mandate",
        authorityText: mandate.code,
        mandateId: mandate.id,
      });
    }
  }
}

const LONGEST_TEXT = 300;
