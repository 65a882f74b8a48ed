import { once } from "node:events";
import { createReadStream } from "node:fs";
import { connect, type Socket } from "node:net";

/** The door to a virus scanner. */
export interface Scanner {
  scan(path: string): Promise<"clean" | "infected" | "not-scanned">;
}

/** No scanner is configured; files are marked as not scanned, and the start says so. */
export function noScanner(): Scanner {
  return { scan: async () => "not-scanned" };
}

const CHUNK_BYTES = 64 * 1024;
const ANSWER_WITHIN_MS = 60_000;

/** ClamAV's daemon by its INSTREAM command. A scanner that does not answer is a fault, never a clean file. */
export function createClamdScanner(at: { readonly host: string; readonly port: number }): Scanner {
  return {
    scan: async (path) => {
      const socket = connect(at);
      const over = new AbortController();
      try {
        const answering = answerOf(socket);
        // It may answer before it has seen everything; then the rest is not sent.
        const sending = sendTo(socket, path, over.signal).then(() => answering);
        return verdictOf(await Promise.race([answering, sending]));
      } catch (cause) {
        throw new Error("the virus scanner did not judge the file", { cause });
      } finally {
        over.abort();
        socket.destroy();
      }
    },
  };
}

async function sendTo(socket: Socket, path: string, signal: AbortSignal): Promise<void> {
  await once(socket, "connect", { signal });
  socket.write("zINSTREAM\0");
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const bytes = chunk as Buffer; // a stream without encoding gives buffers
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    socket.write(size);
    if (!socket.write(bytes)) await once(socket, "drain", { signal });
  }
  socket.write(Buffer.alloc(4));
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy(new Error("no answer in time")));
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString("utf8")));
    socket.on("close", () => resolve(answer));
  });
}

function verdictOf(answer: string): "clean" | "infected" {
  const line = answer.replaceAll("\0", "").trim();
  if (line.endsWith(" FOUND")) return "infected";
  if (line === "stream: OK") return "clean";
  throw new Error(`it said: ${line}`);
}
