import type { FastifyInstance, FastifyRequest } from "fastify";

/** Nothing of ours reads JSON as it comes: a signature is judged over the bytes first. */
export function keepRawJson(app: FastifyInstance): void {
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_, body, done) =>
    done(null, { raw: body }),
  );
}

export function rawBodyOf({ body }: FastifyRequest): Uint8Array {
  return typeof body === "object" && body !== null && "raw" in body && Buffer.isBuffer(body.raw)
    ? body.raw
    : Buffer.alloc(0);
}

/** Reads headers by their lower-case name; empty when one was not sent, or more than once. */
export function headerOf(request: FastifyRequest): (name: string) => string {
  return (name) => {
    const value = request.headers[name];
    return typeof value === "string" ? value : "";
  };
}
