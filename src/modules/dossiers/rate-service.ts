import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { monthOf } from "./counters.ts";
import type { DossierRefusal } from "./dossier.ts";
import { insertRating } from "./rating-store.ts";
import { dossierByPublicId } from "./store.ts";

/** A page of words at most. */
const LONGEST_WORDS = 2000;

/** The applicant rates the service once, when the result is there. */
export async function rateService(
  tx: Tx,
  now: Date,
  rating: {
    readonly publicId: string;
    readonly accountId: string;
    readonly stars: number;
    readonly words: string;
  },
): Promise<Result<null, DossierRefusal>> {
  const dossier = await dossierByPublicId(tx, rating.publicId);
  if (dossier === undefined || dossier.accountId !== rating.accountId) return refused("missing");
  if (dossier.channel === "linked") return refused("missing");
  if (dossier.state !== "done" && dossier.state !== "refused") return refused("wrong-state");
  if (!Number.isInteger(rating.stars) || rating.stars < 1 || rating.stars > 5)
    return refused("incomplete");
  const kept = await insertRating(tx, now, dossier, {
    stars: rating.stars,
    words: rating.words.trim().slice(0, LONGEST_WORDS),
    counter: { month: monthOf(now), metric: `rated-${rating.stars}`, amount: 1 },
  });
  return kept ? ok(null) : refused("already-asked");
}
