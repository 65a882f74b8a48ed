/**
 * Who acts. An official always acts in a position and under a mandate, because rights attach to positions and
 * an act must stay explainable after the person has moved on. `mandate` names the holding or the delegation.
 */
export type Actor =
  | {
      readonly kind: "official";
      readonly officialId: string;
      readonly positionId: string;
      readonly agencyId: string;
      readonly mandate: { readonly kind: "holding" | "delegation"; readonly id: string };
      readonly name: string;
    }
  | { readonly kind: "applicant"; readonly accountId: string; readonly name: string }
  | { readonly kind: "system"; readonly job: string }
  | { readonly kind: "public" };

/** The stable short form stored beside every act: `official:<id>`, `applicant:<id>`, `system:<job>`, `public`. */
export function actorRef(actor: Actor): string {
  switch (actor.kind) {
    case "official":
      return `official:${actor.officialId}`;
    case "applicant":
      return `applicant:${actor.accountId}`;
    case "system":
      return `system:${actor.job}`;
    case "public":
      return "public";
  }
}
