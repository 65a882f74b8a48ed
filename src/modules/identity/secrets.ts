import { createCipheriv, createDecipheriv, createHash, randomBytes, randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** OWASP's second recommended setting for argon2id: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashing takes a core for some 20 ms; more at once would only make everyone wait longer. */
const HASHES_AT_ONCE = 2;

/** Password hashing with a limit on how many run at once, so that a flood of sign-ins cannot take every core. */
export interface Hasher {
  hash(password: string): Promise<string>;
  /** With no stored hash it still does the work, so that an unknown login takes as long as a known one. */
  matches(stored: string | undefined, password: string): Promise<boolean>;
}

export function createHasher(atOnce: number = HASHES_AT_ONCE): Hasher {
  const waiting: (() => void)[] = [];
  let running = 0;
  const limited = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  const decoy = hash(randomBytes(18).toString("base64"), ARGON2);
  return {
    hash: (password) => limited(() => hash(password.normalize("NFC"), ARGON2)),
    matches: async (stored, password) => {
      const against = stored ?? (await decoy);
      const isRight = await limited(() => verify(against, password.normalize("NFC")));
      return isRight && stored !== undefined;
    },
  };
}

/** A session token: 256 random bits; only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

const CODE_LETTERS = "34679ACDEFGHJKMNPQRTUVWXY";

/** Ten recovery codes such as `K4QD-9HTM-XW3C`, each good once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () =>
    Array.from({ length: 3 }, () =>
      Array.from({ length: 4 }, () => CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length))).join(""),
    ).join("-"),
  );
}

export function codeHash(code: string): Buffer {
  return createHash("sha256")
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/gu, ""))
    .digest();
}

/** Seals a second-factor secret with the installation's key (AES-256-GCM), so that a database dump does not hold it. */
export function seal(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

export function unseal(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
}
