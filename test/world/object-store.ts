import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

export interface KeptObject {
  bytes: Buffer;
  writtenAt: Date;
}

/** An object store at the network's edge, as strict as a real one: it believes no request whose signature it cannot make itself. */
export interface ObjectStore {
  readonly server: Server;
  readonly url: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly objects: Map<string, KeptObject>;
  /** What it was asked and answered: `PUT 200`, `GET 404`. */
  readonly answered: string[];
  /** While set it answers everything with this status. */
  failWith: number | undefined;
  /** So many requests are answered that it is busy; then it works again. */
  busyFor: number;
}

const REGION = "hcm";
/** Few, so that a listing always takes several pages. */
const MOST_LISTED = 2;

export async function openObjectStore(
  options: { readonly now?: () => Date } = {},
): Promise<ObjectStore> {
  const store = {
    bucket: "ho-so",
    accessKeyId: "MOTCUA",
    secretAccessKey: "khoa-bi-mat-cua-kho",
    objects: new Map<string, KeptObject>(),
    answered: [] as string[],
    failWith: undefined as number | undefined,
    busyFor: 0,
  };
  const now = options.now ?? (() => new Date());
  const server = createServer((request, response) => {
    response.once("finish", () =>
      store.answered.push(`${request.method ?? ""} ${response.statusCode}`),
    );
    void answer(store, now, request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return Object.assign(store, { server, url: `http://127.0.0.1:${port}` });
}

type Kept = Omit<ObjectStore, "server" | "url">;

async function answer(
  store: Kept,
  now: () => Date,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(request);
  const url = new URL(request.url ?? "/", "http://localhost");
  const fail = (status: number, code: string): void => {
    response.writeHead(status, { "content-type": "application/xml" });
    response.end(request.method === "HEAD" ? "" : `<Error><Code>${code}</Code></Error>`);
  };
  if (store.busyFor > 0) {
    store.busyFor -= 1;
    return fail(503, "SlowDown");
  }
  if (store.failWith !== undefined) return fail(store.failWith, "InternalError");
  if (!isSigned(store, request, url, body)) return fail(403, "SignatureDoesNotMatch");
  const [, bucket = "", ...rest] = decodeURIComponent(url.pathname).split("/");
  if (bucket !== store.bucket) return fail(404, "NoSuchBucket");
  const key = rest.join("/");
  if (request.method === "GET" && url.searchParams.get("list-type") === "2") {
    response.setHeader("content-type", "application/xml");
    response.end(listing(store, url.searchParams.get("continuation-token") ?? ""));
    return;
  }
  if (request.method === "PUT") {
    if (Number(request.headers["content-length"]) !== body.length)
      return fail(411, "MissingContentLength");
    store.objects.set(key, { bytes: body, writtenAt: now() });
    response.end();
    return;
  }
  const object = store.objects.get(key);
  if (request.method === "DELETE") {
    store.objects.delete(key);
    response.writeHead(204).end();
    return;
  }
  if (object === undefined) return fail(404, "NoSuchKey");
  response.setHeader("last-modified", object.writtenAt.toUTCString());
  response.setHeader("content-length", object.bytes.length);
  response.end(request.method === "GET" ? object.bytes : undefined);
}

function listing({ objects }: Kept, after: string): string {
  const later = [...objects]
    .filter(([key]) => key > after)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const page = later.slice(0, MOST_LISTED);
  const contents = page.map(
    ([key, { writtenAt }]) =>
      `<Contents><Key>${key}</Key><LastModified>${writtenAt.toISOString()}</LastModified></Contents>`,
  );
  const more =
    later.length > page.length
      ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)?.[0]}</NextContinuationToken>`
      : "<IsTruncated>false</IsTruncated>";
  return `<ListBucketResult>${contents.join("")}${more}</ListBucketResult>`;
}

/** AWS Signature Version 4, made again from what arrived. */
function isSigned(store: Kept, request: IncomingMessage, url: URL, body: Buffer): boolean {
  const found =
    /^AWS4-HMAC-SHA256 Credential=(?<id>[^/]+)\/(?<day>\d{8})\/(?<region>[^/]+)\/s3\/aws4_request, ?SignedHeaders=(?<names>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$/u.exec(
      request.headers.authorization ?? "",
    )?.groups;
  if (found === undefined || found["id"] !== store.accessKeyId) return false;
  if (found["region"] !== REGION) return false;
  const header = (name: string): string => String(request.headers[name] ?? "").trim();
  const payload = header("x-amz-content-sha256");
  if (payload !== "UNSIGNED-PAYLOAD" && payload !== sha256(body)) return false;
  const names = (found["names"] ?? "").split(";");
  if (!["host", "x-amz-date", "x-amz-content-sha256"].every((name) => names.includes(name)))
    return false;
  const canonical = [
    request.method,
    url.pathname,
    [...url.searchParams]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .toSorted()
      .join("&"),
    ...names.map((name) => `${name}:${header(name)}`),
    "",
    names.join(";"),
    payload,
  ].join("\n");
  const scope = `${found["day"]}/${found["region"]}/s3/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${header("x-amz-date")}\n${scope}\n${sha256(Buffer.from(canonical))}`;
  const key = [found["day"] ?? "", REGION, "s3", "aws4_request"].reduce(
    (signing, part) => createHmac("sha256", signing).update(part).digest(),
    Buffer.from(`AWS4${store.secretAccessKey}`),
  );
  return createHmac("sha256", key).update(text).digest("hex") === found["signature"];
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** How a store of ours is pointed at it. */
export function placeOf(store: ObjectStore) {
  const { url, bucket, accessKeyId, secretAccessKey } = store;
  return { endpoint: url, region: REGION, bucket, accessKeyId, secretAccessKey };
}
