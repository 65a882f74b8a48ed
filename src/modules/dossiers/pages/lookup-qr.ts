import QRCode from "qrcode";
import type { Dossier } from "../dossier.ts";
import type { PageDeps } from "./page-deps.ts";

/** The way from paper back to the page that tracks a dossier, as a picture's address. */
export async function lookupQr(deps: Pick<PageDeps, "origin">, dossier: Dossier): Promise<string> {
  const svg = await QRCode.toString(`${deps.origin()}/tra-cuu?ma=${dossier.code}`, {
    type: "svg",
    margin: 0,
  });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
