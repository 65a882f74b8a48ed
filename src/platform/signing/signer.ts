import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { CryptoKeySigner, PDF } from "@libpdf/core";
import { Certificate } from "pkijs";
import { issueDemoCertificate } from "./demo-certificate.ts";
import { commonNameOf, judgeSignedPaper } from "./judge-signed-paper.ts";

/** Where signatures come from: a key in a file here; a token, a card or a remote service behind the same port. */
export interface Signer {
  /** Whom the certificate names. */
  readonly certificateName: string;
  /** Signs a prepared PDF (PAdES B-B, ETSI EN 319 142-1). May take seconds or days; never called inside a transaction. */
  sign(
    pdf: Uint8Array,
    about: { readonly reason: string; readonly location: string; readonly signedAt: Date },
  ): Promise<Uint8Array>;
}

const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;

/** Signs with a key in a folder; a demo key and certificate are made there on first use. */
export async function createFileKeySigner(folder: string, now: Date): Promise<Signer> {
  const { key, certificate, authority } = await keyIn(folder, now);
  const privateKey = await crypto.subtle.importKey("pkcs8", key, RSA, false, ["sign"]);
  const signer = new CryptoKeySigner(privateKey, certificate, "RSA", RSA.name, [authority]);
  return {
    certificateName: commonNameOf(Certificate.fromBER(certificate)),
    sign: async (pdf, about) => {
      const document = await PDF.load(pdf);
      const { bytes } = await document.sign({
        signer,
        reason: about.reason,
        location: about.location,
        signingTime: about.signedAt,
        subFilter: "ETSI.CAdES.detached",
        level: "B-B",
      });
      const judged = await judgeSignedPaper(pdf, bytes);
      if (!judged.ok) throw new Error(`own signature is not good: ${judged.error}`);
      return bytes;
    },
  };
}

interface KeyFiles {
  readonly key: Uint8Array<ArrayBuffer>;
  readonly certificate: Uint8Array<ArrayBuffer>;
  readonly authority: Uint8Array<ArrayBuffer>;
}

async function keyIn(folder: string, now: Date): Promise<KeyFiles> {
  const file = (name: string): string => path.join(folder, name);
  try {
    const [key, certificate, authority] = await Promise.all(
      ["signer.key", "signer.der", "authority.der"].map((name) => readFile(file(name))),
    );
    if (key !== undefined && certificate !== undefined && authority !== undefined)
      return { key: bytes(key), certificate: bytes(certificate), authority: bytes(authority) };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const issued = await issueDemoCertificate(now);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file("authority.der"), issued.authority);
  await writeFile(file("signer.der"), issued.certificate);
  await writeFile(file("signer.key.part"), issued.key, { mode: 0o600 });
  await rename(file("signer.key.part"), file("signer.key"));
  return issued;
}

function bytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}
