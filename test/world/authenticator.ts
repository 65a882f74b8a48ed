import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A device of a person in a test: makes keys and answers as a browser would send it, on whichever site it believes to be. */
export interface Device {
  create(asked: { readonly challenge: string }, habit?: Habit): string;
  answer(asked: { readonly challenge: string }, habit?: Habit): string;
}

/** How an answer may differ from what an honest device on the right site gives. */
export interface Habit {
  readonly origin?: string;
  readonly site?: string;
  /** The holder was not asked for a finger, a face or a code. */
  readonly isUnverified?: boolean;
  readonly counter?: number;
}

export function createDevice(origin: string): Device {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  let counter = 0;
  const clientData = (type: string, challenge: string, habit: Habit): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: habit.origin ?? origin }));
  const head = (habit: Habit, isNew: boolean): Buffer => {
    const bytes = Buffer.alloc(37);
    sha256(habit.site ?? new URL(origin).hostname).copy(bytes);
    bytes[32] = 0x01 | (habit.isUnverified === true ? 0 : 0x04) | (isNew ? 0x40 : 0);
    counter = habit.counter ?? counter + 1;
    bytes.writeUInt32BE(counter, 33);
    return bytes;
  };
  const envelope = (response: object): string =>
    JSON.stringify({
      id: text(id),
      rawId: text(id),
      type: "public-key",
      clientExtensionResults: {},
      response,
    });
  return {
    create: (asked, habit = {}) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const held = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const data = Buffer.concat([head(habit, true), held]);
      return envelope({
        clientDataJSON: text(clientData("webauthn.create", asked.challenge, habit)),
        attestationObject: text(attestation(data)),
        transports: ["internal"],
      });
    },
    answer: (asked, habit = {}) => {
      const client = clientData("webauthn.get", asked.challenge, habit);
      const data = head(habit, false);
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      return envelope({
        clientDataJSON: text(client),
        authenticatorData: text(data),
        signature: text(signature),
      });
    },
  };
}

function sha256(of: string | Buffer): Buffer {
  return createHash("sha256").update(of).digest();
}

function text(bytes: Buffer): string {
  return bytes.toString("base64url");
}

/** CBOR of `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`: an ES256 key (RFC 9053). */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const bytes = (value: string) => [Buffer.from([0x58, 32]), Buffer.from(value, "base64url")];
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    ...bytes(x),
    Buffer.from([0x22]),
    ...bytes(y),
  ]);
}

/** CBOR of `{fmt: "none", attStmt: {}, authData}`. */
function attestation(data: Buffer): Buffer {
  const word = (value: string): Buffer =>
    Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    word("fmt"),
    word("none"),
    word("attStmt"),
    Buffer.from([0xa0]),
    word("authData"),
    Buffer.from([0x58, data.length]),
    data,
  ]);
}
