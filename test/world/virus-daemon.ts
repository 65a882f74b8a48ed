import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** The harmless file that every scanner calls a virus. */
export const EICAR = String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;

export interface VirusDaemon {
  readonly server: Server;
  readonly port: number;
  /** Sizes of the files that were streamed whole, in order. */
  readonly scanned: number[];
}

const COMMAND = Buffer.from("zINSTREAM\0");
const STREAM_LIMIT = 25 * 1024 * 1024;

/** ClamAV's daemon at the network's edge: reads INSTREAM as clamd does, chunk by chunk, and knows one virus. */
export async function openVirusDaemon(): Promise<VirusDaemon> {
  const scanned: number[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => undefined); // the other end has heard enough
    void judge(socket, scanned).then((answer) => socket.end(`${answer}\0`));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    server,
    scanned,
    port: typeof address === "object" && address !== null ? address.port : 0,
  };
}

async function judge(socket: Socket, scanned: number[]): Promise<string> {
  let unread = Buffer.alloc(0);
  let isCommanded = false;
  const file: Buffer[] = [];
  let size = 0;
  for await (const piece of socket.iterator({ destroyOnReturn: false })) {
    unread = Buffer.concat([unread, piece as Buffer]);
    if (!isCommanded) {
      if (unread.length < COMMAND.length) continue;
      if (!unread.subarray(0, COMMAND.length).equals(COMMAND)) return "UNKNOWN COMMAND";
      unread = unread.subarray(COMMAND.length);
      isCommanded = true;
    }
    while (unread.length >= 4) {
      const length = unread.readUInt32BE(0);
      if (length === 0) {
        scanned.push(size);
        return Buffer.concat(file).includes(EICAR)
          ? "stream: Eicar-Test-Signature FOUND"
          : "stream: OK";
      }
      if (size + length > STREAM_LIMIT) return "INSTREAM size limit exceeded. ERROR";
      if (unread.length < 4 + length) break;
      file.push(unread.subarray(4, 4 + length));
      size += length;
      unread = unread.subarray(4 + length);
    }
  }
  return "INSTREAM: Error reading data. ERROR";
}
