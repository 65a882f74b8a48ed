import { noteView, rightOf } from "#modules/access-log";
import type { Tx } from "#platform/database";
import { type Exchange, officialSession } from "#platform/http";
import type { Dossier } from "../dossier.ts";
import { paths } from "../paths.ts";

/** What an official is shown of a dossier. */
export interface Look {
  readonly thing: "dossier" | "paper" | "numbers" | "print";
  readonly one?: { readonly id: string; readonly name: string };
}

/** Every page and file of an official that shows a dossier says so here, in the transaction that read it. */
export function noteLook(tx: Tx, exchange: Exchange, dossier: Dossier, look: Look): Promise<void> {
  return noteView(tx, exchange, {
    tenantId: dossier.tenantId,
    personId: dossier.accountId,
    subject: {
      kind: "dossier",
      id: dossier.id,
      href: paths.myDossier(dossier.publicId),
      code: dossier.code,
    },
    right: rightOf(officialSession(exchange)),
    ...look,
  });
}
