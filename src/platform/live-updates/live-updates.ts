import { PassThrough, type Readable } from "node:stream";

/** Tells open pages that something they show has changed; what it is they ask for themselves, as who they are. */
export interface LiveUpdates {
  /** A stream of server-sent events about one topic; undefined when the house is full or closing. */
  open(topic: string): Readable | undefined;
  /** Something of this topic was committed. Never carries what. */
  publish(topic: string): void;
  /** Ends every stream and opens no new one: a server that stops does not wait for pages that listen. */
  close(): void;
  readonly size: number;
}

export interface LiveOptions {
  /** Open pages of this process altogether. Each holds a socket and a few hundred bytes. */
  readonly most?: number;
  readonly heartbeatMs?: number;
}

const MOST_OPEN = 2_000;
/** Below the minute after which proxies cut a silent connection. */
const HEARTBEAT_MS = 25_000;
/** A browser whose connection broke asks again after this long. */
const RETRY_MS = 3_000;
/** A page that does not read is cut off; it asks again and finds the newest state. */
const MOST_UNREAD_BYTES = 4_096;

export function createLiveUpdates(options: LiveOptions = {}): LiveUpdates {
  const { most = MOST_OPEN, heartbeatMs = HEARTBEAT_MS } = options;
  const topics = new Map<string, Set<PassThrough>>();
  const state = { size: 0, isClosed: false, published: 0 };
  const say = (stream: PassThrough, text: string): void => {
    if (stream.writableLength + stream.readableLength > MOST_UNREAD_BYTES) stream.destroy();
    else stream.write(text);
  };
  const each = (work: (stream: PassThrough) => void): void => {
    for (const streams of topics.values()) for (const stream of streams) work(stream);
  };
  const heart = setInterval(() => each((stream) => say(stream, ": ~\n\n")), heartbeatMs);
  heart.unref();
  return {
    open: (topic) => {
      if (state.isClosed || state.size >= most) return undefined;
      const stream = new PassThrough();
      const streams = topics.get(topic) ?? new Set();
      topics.set(topic, streams.add(stream));
      state.size += 1;
      stream.once("close", () => {
        state.size -= 1;
        streams.delete(stream);
        if (streams.size === 0) topics.delete(topic);
      });
      // Whoever comes back after a break may have missed something: the first event asks them to look.
      stream.write(`retry: ${RETRY_MS}\n\nevent: changed\ndata: 0\n\n`);
      return stream;
    },
    publish: (topic) => {
      state.published += 1;
      for (const stream of topics.get(topic) ?? [])
        say(stream, `event: changed\ndata: ${state.published}\n\n`);
    },
    close: () => {
      state.isClosed = true;
      clearInterval(heart);
      each((stream) => stream.end());
    },
    get size() {
      return state.size;
    },
  };
}
