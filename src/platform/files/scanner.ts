import { createReadStream } from "node:fs";
import { connect } from "node:net";

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
    scan: (path) =>
      new Promise((resolve, reject) => {
        const socket = connect(at);
        let answer = "";
        socket.setTimeout(ANSWER_WITHIN_MS, () =>
          socket.destroy(new Error("the virus scanner did not answer")),
        );
        socket.on("error", reject);
        socket.on("data", (chunk: Buffer) => (answer += chunk.toString("utf8")));
        socket.on("close", () => {
          if (answer.includes("FOUND")) resolve("infected");
          else if (answer.includes("OK")) resolve("clean");
          else reject(new Error(`the virus scanner said: ${answer}`));
        });
        socket.write("zINSTREAM\0");
        const source = createReadStream(path, { highWaterMark: CHUNK_BYTES });
        source.on("error", reject);
        source.on("data", (chunk) => {
          const size = Buffer.alloc(4);
          size.writeUInt32BE(chunk.length);
          socket.write(size);
          socket.write(chunk);
        });
        source.on("end", () => socket.write(Buffer.alloc(4)));
      }),
  };
}
