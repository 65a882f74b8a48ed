import type { Answers, Edition } from "#app-kit";
import { contactOf } from "#modules/identity";
import { type Database, withDoor } from "#platform/database";

/** What we know already is not asked again: the applicant's own data, shown in the form and free to change. */
export async function prefilled(
  db: Database,
  edition: Edition,
  accountId: string,
): Promise<Answers> {
  const contact = await withDoor(db, "sign_in", (tx) => contactOf(tx, accountId));
  const known: Readonly<Record<string, string | null | undefined>> = {
    ownerName: contact?.name,
    ownerCitizenId: contact?.citizenId,
    ownerPhone: contact?.phone,
    ownerEmail: contact?.email,
  };
  const asked = new Set(edition.form.steps.flatMap((step) => step.items.map((item) => item.id)));
  return Object.fromEntries(
    Object.entries(known).filter(([id, value]) => asked.has(id) && value != null && value !== ""),
  );
}
