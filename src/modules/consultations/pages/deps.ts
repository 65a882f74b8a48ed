import type { DossierDeps } from "#modules/dossiers";
import type { FileStore } from "#platform/files";
import type { Exchange } from "#platform/http";
import type { Frame } from "#ui";

/** What the pages of this module are handed by the composition root. */
export interface ConsultationDeps {
  readonly dossiers: DossierDeps;
  readonly store: FileStore;
  frame(exchange: Exchange): Frame;
}
