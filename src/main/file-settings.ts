import type { S3Place } from "#platform/files";

/** Where files go and who scans them; undefined keeps them in `DATA_FOLDER/files`, unscanned. */
export interface FileSettings {
  readonly s3: S3Place | undefined;
  readonly clamd: { readonly host: string; readonly port: number } | undefined;
}

const REGION = "us-east-1";

/** Half a setting is a refusal: files on a disk that was meant to be empty, or unscanned ones, are noticed too late. */
export function readFileSettings(environment: NodeJS.ProcessEnv): {
  readonly files: FileSettings;
  readonly refusals: readonly string[];
} {
  const { s3, refusal } = s3In(environment);
  const clamd = clamdIn(environment["CLAMD"]);
  const refusals = refusal === undefined ? [] : [refusal];
  if (environment["CLAMD"] !== undefined && clamd === undefined)
    refusals.push("CLAMD must be host:port of ClamAV's daemon, such as 127.0.0.1:3310.");
  return { files: { s3, clamd }, refusals };
}

function s3In(environment: NodeJS.ProcessEnv): { s3: S3Place | undefined; refusal?: string } {
  const endpoint = environment["S3_ENDPOINT"];
  const bucket = environment["S3_BUCKET"];
  const accessKeyId = environment["S3_ACCESS_KEY_ID"];
  const secretAccessKey = environment["S3_SECRET_ACCESS_KEY"];
  const region = environment["S3_REGION"] ?? REGION;
  const given = [endpoint, bucket, accessKeyId, secretAccessKey];
  if (given.every((one) => one === undefined)) return { s3: undefined };
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey)
    return {
      s3: undefined,
      refusal:
        "S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are set together or not at all.",
    };
  if (!URL.canParse(endpoint) || !/^https?:$/u.test(new URL(endpoint).protocol))
    return {
      s3: undefined,
      refusal: "S3_ENDPOINT must be the object store's address, such as https://luu-tru.example.",
    };
  return { s3: { endpoint, region, bucket, accessKeyId, secretAccessKey } };
}

function clamdIn(text: string | undefined): FileSettings["clamd"] {
  const match = /^\[?([^\]]+)\]?:(\d{1,5})$/u.exec(text ?? "");
  return match?.[1] === undefined ? undefined : { host: match[1], port: Number(match[2]) };
}
