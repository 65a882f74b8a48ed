import { createHash } from "node:crypto";
import type { Tx } from "#platform/database";
import { publishedDefinition } from "./definition.ts";
import type { Definition } from "./node.ts";
import { definitionXml, insertDefinition } from "./store.ts";

/** Parsed definitions by content hash. A hash never changes its meaning, so nothing here goes stale. */
export interface Definitions {
  get(tx: Tx, hash: string): Promise<Definition>;
}

export function createDefinitions(): Definitions {
  const parsed = new Map<string, Definition>();
  return {
    get: async (tx, hash) => {
      const known = parsed.get(hash);
      if (known !== undefined) return known;
      const xml = await definitionXml(tx, hash);
      if (xml === undefined) throw new Error(`process ${hash} is not published`);
      const definition = await publishedDefinition(xml);
      parsed.set(hash, definition);
      return definition;
    },
  };
}

export function definitionHash(xml: string): string {
  return createHash("sha256").update(xml.trim().normalize("NFC"), "utf8").digest("hex");
}

/** Publishes a diagram that `parseDefinition` accepted; publishing the same text again gives the same hash. */
export async function publishDefinition(tx: Tx, now: Date, xml: string): Promise<string> {
  const hash = definitionHash(xml);
  await insertDefinition(tx, now, hash, xml.trim().normalize("NFC"));
  return hash;
}
