import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { addressOf, isAddress, type FileStore, type StoredBytes } from "./file-store.ts";
import { sealInto, tenantKey, unsealed } from "./seal.ts";

export interface S3Place {
  /** Of the object store, as `https://luu-tru.tphcm.example`. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

type Sdk = typeof import("@aws-sdk/client-s3");

/**
 * Any object store that speaks S3. Bytes are sealed here with the tenant's key before they leave, so its operator reads
 * nothing. An object appears whole or not at all.
 */
export function createS3Store(place: S3Place, masterKey: Buffer): FileStore {
  const at = connection(place);
  const Bucket = place.bucket;
  return {
    put: async (tenantId, sourcePath) => {
      const { sdk, client } = await at();
      const folder = await mkdtemp(path.join(tmpdir(), "egov-seal-"));
      try {
        const sealed = path.join(folder, randomBytes(8).toString("hex"));
        const written = await sealInto(tenantKey(masterKey, tenantId), sourcePath, sealed);
        await client.send(
          new sdk.PutObjectCommand({
            Bucket,
            Key: addressOf(tenantId, written.sha256),
            // At most one upload's size. As bytes it is signed whole, and sent again when the store is busy; a stream is not.
            Body: await readFile(sealed),
            ContentType: "application/octet-stream",
          }),
        );
        return written;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    open: async (tenantId, sha256) => {
      const Key = addressOf(tenantId, sha256);
      const { sdk, client } = await at();
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key }));
      if (!(Body instanceof Readable)) throw new Error(`the object store sent no body for ${Key}`);
      return unsealed(Body, tenantKey(masterKey, tenantId), sha256);
    },
    remove: async (tenantId, sha256, writtenBefore) => {
      const Key = addressOf(tenantId, sha256);
      const { sdk, client } = await at();
      if (writtenBefore !== undefined) {
        const head = await client.send(new sdk.HeadObjectCommand({ Bucket, Key }));
        if (head.LastModified === undefined || head.LastModified >= writtenBefore) return;
      }
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
    },
    list: (writtenBefore) => listed(at, Bucket, writtenBefore),
  };
}

/** The client is loaded at first use: it is large, and a city that keeps its files on a disk never needs it. */
function connection(place: S3Place): () => Promise<{ sdk: Sdk; client: S3Client }> {
  let opened: Promise<{ sdk: Sdk; client: S3Client }> | undefined;
  const opening = async (): Promise<{ sdk: Sdk; client: S3Client }> => {
    const sdk = await import("@aws-sdk/client-s3");
    const client = new sdk.S3Client({
      endpoint: place.endpoint,
      region: place.region,
      forcePathStyle: true,
      credentials: { accessKeyId: place.accessKeyId, secretAccessKey: place.secretAccessKey },
      // The newer default checksums are refused by several object stores that are not Amazon's; we check the hash ourselves.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    });
    return { sdk, client };
  };
  return () => (opened ??= opening());
}

async function* listed(
  at: ReturnType<typeof connection>,
  bucket: string,
  writtenBefore: Date,
): AsyncGenerator<readonly StoredBytes[]> {
  const { sdk, client } = await at();
  for await (const page of sdk.paginateListObjectsV2({ client }, { Bucket: bucket })) {
    const hashes = new Map<string, StoredBytes[]>();
    for (const { Key, LastModified } of page.Contents ?? []) {
      const [tenantId, , sha256] = Key?.split("/") ?? [];
      if (tenantId === undefined || sha256 === undefined || LastModified === undefined) continue;
      if (!isAddress(tenantId, sha256) || LastModified >= writtenBefore) continue;
      const ofTenant = hashes.get(tenantId);
      if (ofTenant === undefined) hashes.set(tenantId, [{ tenantId, sha256 }]);
      else ofTenant.push({ tenantId, sha256 });
    }
    yield* hashes.values();
  }
}
