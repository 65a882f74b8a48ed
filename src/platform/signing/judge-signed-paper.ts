import { fromBER } from "asn1js";
import { type Certificate, ContentInfo, SignedData } from "pkijs";
import { ok, refused, type Result } from "#kernel/result";
import { cryptoEngine } from "./crypto-engine.ts";
import { showsTheSame } from "./same-content.ts";

/** Who signed, as the certificate says; whether that certificate is trusted is asked of its issuer elsewhere. */
export interface JudgedPaper {
  readonly signedBy: string;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
}

export type PaperFault = "not-what-was-prepared" | "signature-broken";

const COMMON_NAME = "2.5.4.3";

/**
 * Judges what came back from a key that is not ours: the prepared bytes come first, one signature covers the whole file,
 * it fits its certificate, and the pages are the prepared ones. Done before the transaction that completes the signature.
 */
export async function judgeSignedPaper(
  prepared: Uint8Array,
  signedPdf: Uint8Array,
): Promise<Result<JudgedPaper, PaperFault>> {
  const signature = addedSignature(prepared, signedPdf);
  if (signature === undefined) return refused("not-what-was-prepared");
  if (!(await showsTheSame(prepared, signedPdf))) return refused("not-what-was-prepared");
  const certificate = await certificateOfValid(signature);
  if (certificate === undefined) return refused("signature-broken");
  return ok({
    signedBy: commonNameOf(certificate),
    certificate: new Uint8Array(certificate.toSchema().toBER(false)),
  });
}

/** Whom a certificate names, or nothing when it names nobody. */
export function commonNameOf(certificate: Certificate): string {
  const named = certificate.subject.typesAndValues.find(({ type }) => type === COMMON_NAME);
  return named?.value.valueBlock.value ?? "";
}

/** A signature put behind the prepared bytes that covers all of the file but its own place. */
interface AddedSignature {
  readonly cms: Uint8Array;
  readonly signedRanges: readonly [Uint8Array, Uint8Array];
}

/** The one signature added to the prepared bytes (ISO 32000-2, 12.8.1), or undefined when it is not just that. */
function addedSignature(prepared: Uint8Array, signedPdf: Uint8Array): AddedSignature | undefined {
  const { length } = prepared;
  if (signedPdf.length <= length) return undefined;
  if (Buffer.compare(signedPdf.subarray(0, length), prepared) !== 0) return undefined;
  const added = Buffer.from(signedPdf.subarray(length)).toString("latin1");
  const ranges = Array.from(
    added.matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/gu),
    (match) => match.slice(1).map(Number),
  );
  const [first, second] = ranges;
  if (first === undefined || second !== undefined) return undefined;
  const [before = 0, after = 0, rest = 0] = first;
  if (before <= length || after <= before || after + rest !== signedPdf.length) return undefined;
  const hole = Buffer.from(signedPdf.subarray(before, after)).toString("latin1");
  const hex = /^\s*<([\da-f]+)>\s*$/iu.exec(hole)?.[1];
  if (hex === undefined) return undefined;
  return {
    cms: Buffer.from(hex, "hex"),
    signedRanges: [signedPdf.subarray(0, before), signedPdf.subarray(after)],
  };
}

async function certificateOfValid(signature: AddedSignature): Promise<Certificate | undefined> {
  try {
    const { result } = fromBER(Uint8Array.from(signature.cms).buffer);
    const signedData = new SignedData({ schema: new ContentInfo({ schema: result }).content });
    if (signedData.signerInfos.length !== 1) return undefined;
    const data = Uint8Array.from(Buffer.concat(signature.signedRanges)).buffer;
    const verdict = await signedData.verify({ signer: 0, data, extendedMode: true }, cryptoEngine);
    return verdict.signatureVerified === true
      ? (verdict.signerCertificate ?? undefined)
      : undefined;
  } catch {
    return undefined; // not a signature that can be read (RFC 5652)
  }
}
