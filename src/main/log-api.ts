import {
  consistencyProof,
  inclusionProof,
  lastCheckpoint,
  type SignedCheckpoint,
} from "#platform/audit-log";
import { type Tx, withTenant } from "#platform/database";
import {
  type ApiOperation,
  type ApiParameter,
  type Exchange,
  problem,
  type Reply,
} from "#platform/http";

const BASE64 = { type: "string", contentEncoding: "base64" } as const;
const PROOF = { type: "object", properties: { proof: { type: "array", items: BASE64 } } } as const;
/** Nothing of a tenant is read: roots and subtrees are hashes of salted commitments. */
const NOBODYS = { tenantIds: [], actor: { kind: "system", job: "prove-log" } } as const;

/**
 * For whoever watches the audit log from outside: the newest signed root, and proofs (RFC 6962) that a leaf is in it and
 * that it only grew since an older root. `publicKey` is read when asked, in PEM.
 */
export function logApi(publicKey: () => string): readonly ApiOperation[] {
  return [
    {
      path: "/api/audit-log/checkpoint",
      id: "getCheckpoint",
      summary: "The newest signed root of the audit log",
      parameters: [],
      answer: {
        type: "object",
        properties: {
          size: { type: "integer" },
          root: BASE64,
          at: { type: "string", format: "date-time" },
          signature: BASE64,
          key: { type: "string", description: "Ed25519, PEM" },
        },
      },
      handle: async (exchange) => {
        const last = await asked(exchange, lastCheckpoint);
        return last === undefined
          ? problem(
              404,
              "No checkpoint yet",
              "nothing was done so far, or the sequencer is at work",
            )
          : { kind: "json", body: { ...plain(last), key: publicKey() } };
      },
    },
    {
      path: "/api/audit-log/inclusion",
      id: "getInclusionProof",
      summary: "The audit path of a leaf in the log of a size (RFC 6962, section 2.1.1)",
      parameters: [
        place("index", "Place of the leaf, from 0"),
        place("size", "Size of a checkpoint"),
      ],
      answer: PROOF,
      handle: (exchange) => proven(exchange, ["index", "size"], inclusionProof),
    },
    {
      path: "/api/audit-log/consistency",
      id: "getConsistencyProof",
      summary:
        "That the log of one size is the beginning of a larger one (RFC 6962, section 2.1.2)",
      parameters: [
        place("before", "Size of the older checkpoint"),
        place("after", "Of the newer one"),
      ],
      answer: PROOF,
      handle: (exchange) => proven(exchange, ["before", "after"], consistencyProof),
    },
  ];
}

function place(name: string, description: string): ApiParameter {
  return { name, description, isRequired: true, schema: { type: "integer", minimum: 0 } };
}

function asked<T>({ db }: Exchange, question: (tx: Tx) => Promise<T>): Promise<T> {
  return withTenant(db, NOBODYS, question);
}

async function proven(
  exchange: Exchange,
  names: readonly [string, string],
  prove: (tx: Tx, one: number, other: number) => Promise<Buffer[] | undefined>,
): Promise<Reply> {
  const [one, other] = names.map((name) => numberIn(exchange.query.get(name)));
  if (one === undefined || other === undefined)
    return problem(422, "Unreadable place", `${names.join(" and ")} are whole numbers`);
  const proof = await asked(exchange, (tx) => prove(tx, one, other));
  return proof === undefined
    ? problem(
        422,
        "No such place",
        "the log is not that long, or the places are the wrong way round",
      )
    : { kind: "json", body: { proof: proof.map((hash) => hash.toString("base64")) } };
}

function numberIn(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}

function plain({ size, root, at, signature }: SignedCheckpoint): object {
  return { size, root: root.toString("base64"), at, signature: signature.toString("base64") };
}
