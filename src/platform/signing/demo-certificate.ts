import {
  BitString,
  Integer,
  OctetString,
  PrintableString,
  Sequence,
  Set,
  Utf8String,
} from "asn1js";
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  RelativeDistinguishedNames,
} from "pkijs";
import { cryptoEngine } from "./crypto-engine.ts";

const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const COUNTRY = "2.5.4.6";
const ORGANISATION = "2.5.4.10";
const COMMON_NAME = "2.5.4.3";
const KEY_USAGE = "2.5.29.15";
const SUBJECT_KEY = "2.5.29.14";
const AUTHORITY_KEY = "2.5.29.35";
const BASIC_CONSTRAINTS = "2.5.29.19";
const YEAR_MS = 365 * 86_400_000;

export interface DemoCertificate {
  readonly key: Uint8Array<ArrayBuffer>;
  readonly certificate: Uint8Array<ArrayBuffer>;
  readonly authority: Uint8Array<ArrayBuffer>;
}

/** A certificate authority of the demo city and a signing certificate under it. Worth nothing outside the demo. */
export async function issueDemoCertificate(now: Date): Promise<DemoCertificate> {
  const authorityKeys = await crypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  const signerKeys = await crypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  const authorityName = "Chứng thực minh họa HCM-eGOV";
  const authority = await certificateOf(now, {
    subject: authorityName,
    issuer: authorityName,
    publicKey: authorityKeys.publicKey,
    issuerKey: authorityKeys.publicKey,
    signedBy: authorityKeys.privateKey,
    isAuthority: true,
  });
  const certificate = await certificateOf(now, {
    subject: "Chữ ký số minh họa của thành phố",
    issuer: authorityName,
    publicKey: signerKeys.publicKey,
    issuerKey: authorityKeys.publicKey,
    signedBy: authorityKeys.privateKey,
    isAuthority: false,
  });
  const key = new Uint8Array(await crypto.subtle.exportKey("pkcs8", signerKeys.privateKey));
  return { key, certificate, authority };
}

interface CertificateInput {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: CryptoKey;
  readonly issuerKey: CryptoKey;
  readonly signedBy: CryptoKey;
  readonly isAuthority: boolean;
}

async function certificateOf(now: Date, input: CertificateInput): Promise<Uint8Array<ArrayBuffer>> {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = randomSerial();
  certificate.subject = named(input.subject);
  certificate.issuer = named(input.issuer);
  certificate.notBefore.value = new Date(now.getTime() - YEAR_MS / 365);
  certificate.notAfter.value = new Date(now.getTime() + 10 * YEAR_MS);
  await certificate.subjectPublicKeyInfo.importKey(input.publicKey, cryptoEngine);
  const constraints = new BasicConstraints({ cA: input.isAuthority });
  // Bits from the left: digitalSignature 0, nonRepudiation 1, keyCertSign 5, cRLSign 6 (RFC 5280 §4.2.1.3).
  const usage = new BitString({
    valueHex: new Uint8Array([input.isAuthority ? 0b0000_0110 : 0b1100_0000]).buffer,
    unusedBits: input.isAuthority ? 1 : 6,
  });
  const issuerKey = new AuthorityKeyIdentifier({
    keyIdentifier: await keyIdentifier(input.issuerKey),
  });
  certificate.extensions = [
    extension(BASIC_CONSTRAINTS, constraints.toSchema().toBER(false), true),
    extension(KEY_USAGE, usage.toBER(false), true),
    extension(SUBJECT_KEY, (await keyIdentifier(input.publicKey)).toBER(false), false),
    extension(AUTHORITY_KEY, issuerKey.toSchema().toBER(false), false),
  ];
  await certificate.sign(input.signedBy, "SHA-256", cryptoEngine);
  return new Uint8Array(certificate.toSchema(true).toBER(false));
}

function extension(extnID: string, value: ArrayBuffer, critical: boolean): Extension {
  return new Extension({
    extnID,
    critical,
    extnValue: new OctetString({ valueHex: value }).valueBlock.valueHexView.buffer as ArrayBuffer, // a view over its own buffer
  });
}

/** By which a certificate and its issuer's are put together: the first 160 bits of the key's hash (RFC 7093 §2). */
async function keyIdentifier(publicKey: CryptoKey): Promise<OctetString> {
  const spki = await crypto.subtle.exportKey("spki", publicKey);
  const hash = await crypto.subtle.digest("SHA-256", spki);
  return new OctetString({ valueHex: hash.slice(0, 20) });
}

/** A name of three parts in order (RFC 5280 §4.1.2.4). pkijs by itself would write them as one part of three values. */
function named(commonName: string): RelativeDistinguishedNames {
  const parts = [
    { type: COUNTRY, value: new PrintableString({ value: "VN" }) },
    { type: ORGANISATION, value: new Utf8String({ value: "HCM-eGOV minh họa" }) },
    { type: COMMON_NAME, value: new Utf8String({ value: commonName }) },
  ].map((part) => new AttributeTypeAndValue(part));
  const schema = new Sequence({
    value: parts.map((part) => new Set({ value: [part.toSchema()] })),
  });
  return new RelativeDistinguishedNames({
    typesAndValues: parts,
    valueBeforeDecode: schema.toBER(false),
  });
}

/** A number nobody can foresee (CA/Browser Forum BR §7.1), positive by its first byte. */
function randomSerial(): Integer {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return new Integer({ valueHex: bytes.buffer });
}
