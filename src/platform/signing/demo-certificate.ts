import { BitString, Integer, OctetString, PrintableString, Utf8String } from "asn1js";
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension } from "pkijs";

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
    serial: 1,
    subject: authorityName,
    issuer: authorityName,
    publicKey: authorityKeys.publicKey,
    signedBy: authorityKeys.privateKey,
    isAuthority: true,
  });
  const certificate = await certificateOf(now, {
    serial: 2,
    subject: "Chữ ký số minh họa của thành phố",
    issuer: authorityName,
    publicKey: signerKeys.publicKey,
    signedBy: authorityKeys.privateKey,
    isAuthority: false,
  });
  const key = new Uint8Array(await crypto.subtle.exportKey("pkcs8", signerKeys.privateKey));
  return { key, certificate, authority };
}

interface CertificateInput {
  readonly serial: number;
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: CryptoKey;
  readonly signedBy: CryptoKey;
  readonly isAuthority: boolean;
}

async function certificateOf(now: Date, input: CertificateInput): Promise<Uint8Array<ArrayBuffer>> {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: input.serial });
  certificate.subject.typesAndValues.push(...named(input.subject));
  certificate.issuer.typesAndValues.push(...named(input.issuer));
  certificate.notBefore.value = new Date(now.getTime() - YEAR_MS / 365);
  certificate.notAfter.value = new Date(now.getTime() + 10 * YEAR_MS);
  await certificate.subjectPublicKeyInfo.importKey(input.publicKey);
  const constraints = new BasicConstraints({ cA: input.isAuthority });
  // Bits from the left: digitalSignature 0, nonRepudiation 1, keyCertSign 5, cRLSign 6 (RFC 5280 §4.2.1.3).
  const usage = new BitString({
    valueHex: new Uint8Array([input.isAuthority ? 0b0000_0110 : 0b1100_0000]).buffer,
    unusedBits: input.isAuthority ? 1 : 6,
  });
  certificate.extensions = [
    extension(BASIC_CONSTRAINTS, constraints.toSchema().toBER(false)),
    extension(KEY_USAGE, usage.toBER(false)),
  ];
  await certificate.sign(input.signedBy, "SHA-256");
  return new Uint8Array(certificate.toSchema(true).toBER(false));
}

function extension(extnID: string, value: ArrayBuffer): Extension {
  return new Extension({
    extnID,
    critical: true,
    extnValue: new OctetString({ valueHex: value }).valueBlock.valueHexView.buffer as ArrayBuffer, // a view over its own buffer
  });
}

function named(commonName: string): AttributeTypeAndValue[] {
  return [
    new AttributeTypeAndValue({ type: COUNTRY, value: new PrintableString({ value: "VN" }) }),
    new AttributeTypeAndValue({
      type: ORGANISATION,
      value: new Utf8String({ value: "HCM-eGOV minh họa" }),
    }),
    new AttributeTypeAndValue({ type: COMMON_NAME, value: new Utf8String({ value: commonName }) }),
  ];
}
