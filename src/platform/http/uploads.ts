import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import type { Upload } from "./exchange.ts";
import { UnreadableText } from "./readable.ts";

/** A scanned A4 page at 300 dpi stays under 3 MiB; a ten-page lease under 20 MiB. */
export const UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024;
const FIELD_LIMIT_BYTES = 64 * 1024;
const FIELDS_LIMIT = 400;
const FILES_LIMIT = 12;

export interface MultipartBody {
  readonly form: URLSearchParams;
  readonly uploads: Map<string, Upload[]>;
  remove(): Promise<void>;
}

/** Streams each file to a private temporary folder; memory stays bounded whatever is sent. */
export async function readMultipart(request: FastifyRequest): Promise<MultipartBody> {
  const form = new URLSearchParams();
  const uploads = new Map<string, Upload[]>();
  const folder = await mkdtemp(path.join(tmpdir(), "egov-upload-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    let count = 0;
    const parts = request.parts({
      limits: {
        fileSize: UPLOAD_LIMIT_BYTES,
        fieldSize: FIELD_LIMIT_BYTES,
        fields: FIELDS_LIMIT,
        files: FILES_LIMIT,
      },
    });
    for await (const part of parts) {
      if (part.type === "field") {
        form.append(part.fieldname, typeof part.value === "string" ? part.value : "");
        continue;
      }
      const file = path.join(folder, String((count += 1)));
      await pipeline(part.file, createWriteStream(file));
      if (part.filename === "" && part.file.bytesRead === 0) continue;
      const upload: Upload = {
        name: part.filename,
        declaredType: part.mimetype,
        path: file,
        sizeBytes: part.file.bytesRead,
        truncated: part.file.truncated,
      };
      uploads.set(part.fieldname, [...(uploads.get(part.fieldname) ?? []), upload]);
    }
    return { form, uploads, remove };
  } catch (error) {
    await remove();
    throw isOurs(error) ? error : new UnreadableText("multipart", { cause: error });
  }
}

/** Limits carry a status, a full disk a code of the system; what is left is a body that breaks off or was garbled. */
function isOurs(error: unknown): boolean {
  return typeof error === "object" && error !== null && ("statusCode" in error || "errno" in error);
}
