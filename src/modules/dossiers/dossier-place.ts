import type { Tx } from "#platform/database";
import { paths } from "./paths.ts";
import { dossierByCode } from "./store.ts";

/** The dossier that a code typed elsewhere stands for, within what the scope may see; for loose links of other systems. */
export async function dossierPlace(
  tx: Tx,
  code: string,
): Promise<{ readonly kind: "dossier"; readonly id: string; readonly code: string } | undefined> {
  const dossier = await dossierByCode(tx, code);
  return dossier === undefined ? undefined : { kind: "dossier", id: dossier.id, code };
}

/** Where officials find a dossier by its code; whoever may not see it finds nothing there. */
export function dossierPlaceHref(code: string): string {
  return `${paths.worklist()}?tim=${encodeURIComponent(code)}`;
}
