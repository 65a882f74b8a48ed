import { CITY_FOUNDED, cityAgencies } from "#modules/organisation";
import { tenantIdOf } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import { insertAccount } from "./store.ts";

/** An invented account at an invented bank for each one-stop agency. Door `seed`, once. */
export async function seedPaymentAccounts(tx: Tx): Promise<void> {
  const collecting = cityAgencies().filter((agency) => agency.isOneStop);
  for (const [index, { slug, name, kind }] of collecting.entries())
    await insertAccount(tx, tenantIdOf(slug), CITY_FOUNDED, {
      ...DEMO_BANK,
      number: `99900${String(index + 1).padStart(5, "0")}`,
      holder: `${kind === "district" ? "Ủy ban nhân dân " : ""}${name} (minh họa)`,
    });
}

/** No bank of this name exists, and no bank has this number. */
const DEMO_BANK = { bankBin: "999999", bankName: "Ngân hàng minh họa" } as const;
