import type { VNode } from "preact";
import { asOfficial, type Exchange } from "#platform/http";
import { folderByPublicId } from "../folder-store.ts";
import { PaperPanel } from "./folder-parts.tsx";

/** Where the paper of a dossier is, for its page on an official's desk. */
export async function paperBeside(
  exchange: Exchange,
  { publicId }: { readonly publicId: string },
): Promise<VNode> {
  const folder = await asOfficial(exchange, (tx) => folderByPublicId(tx, publicId));
  return <PaperPanel publicId={publicId} folder={folder} language={exchange.language} />;
}
