import QRCode from "qrcode";

/** A place of this site as a picture's address. */
export async function qrOf(url: string): Promise<string> {
  const svg = await QRCode.toString(url, { type: "svg", margin: 0 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
