import type { Session } from "#platform/http";

/** Whoever signs for the holder of the position signs "thừa ủy quyền" (Decree 30/2020, R12). */
export function signerOf({ actor, name, title }: Pick<Session, "actor" | "name" | "title">): {
  name: string;
  title: string;
} {
  const isDelegated = actor.kind === "official" && actor.mandate.kind === "delegation";
  return { name, title: isDelegated ? `TUQ. ${title}` : title };
}
