import { CryptoEngine } from "pkijs";

/** Handed to every pkijs call: the engine that pkijs keeps for the process is replaced by @libpdf/core while it signs. */
export const cryptoEngine = new CryptoEngine({ name: "node", crypto: globalThis.crypto });
