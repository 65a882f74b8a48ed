import { Worker } from "node:worker_threads";
import QRCode from "qrcode";
import { printableData } from "./printable-text.ts";
import { type PrintData, sourceOf, type Template } from "./templates/index.ts";

export interface Printer {
  /** A tagged PDF/A with embedded Vietnamese font. What people wrote is data to the template, never markup. */
  print<T extends Template>(template: T, data: PrintData[T], createdAt: Date): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly pdf?: Uint8Array;
  readonly error?: string;
}

/** A thread is replaced after this many prints, so that whatever native code keeps is given back. */
const PRINTS_A_THREAD = 500;
const PRINT_WITHIN_MS = 15_000;

/** Prints in a worker thread that is started with the first print and replaced now and then, or when it fails. */
export function createPrinter(
  workerFile: URL,
  { printsAThread = PRINTS_A_THREAD, printWithinMs = PRINT_WITHIN_MS } = {},
): Printer {
  const presses = new Set<Press>();
  const press = (): Press => {
    for (const one of presses) if (one.takesMore()) return one;
    const fresh = startPress(workerFile, printsAThread, printWithinMs);
    presses.add(fresh);
    void fresh.ended.then(() => presses.delete(fresh));
    return fresh;
  };
  return {
    print: async (template, data, createdAt) => {
      const qr = await QRCode.toString(data.qrText, { type: "svg", margin: 0 });
      return press().print({
        source: sourceOf(template),
        data: JSON.stringify({ ...printableData(data), qrText: data.qrText }),
        files: [["qr.svg", qr]],
        createdAtSeconds: Math.floor(createdAt.getTime() / 1000),
      });
    },
    close: async () => {
      await Promise.all(Array.from(presses, (one) => one.finish()));
    },
  };
}

/** One thread. It ends by itself when it has printed its share, and takes all it holds with it when it fails. */
interface Press {
  takesMore(): boolean;
  print(order: object): Promise<Uint8Array>;
  /** Prints what it holds, then ends. */
  finish(): Promise<void>;
  readonly ended: Promise<void>;
}

interface Waiting {
  done(pdf: Uint8Array): void;
  fail(error: Error): void;
}

function startPress(workerFile: URL, share: number, withinMs: number): Press {
  const worker = new Worker(workerFile);
  worker.unref();
  const waiting = new Map<number, Waiting>();
  const state = { taken: 0, isClosing: false };
  const ended = Promise.withResolvers<void>();
  const end = (): void => {
    state.isClosing = true;
    void worker.terminate();
  };
  const settle = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0 && (state.isClosing || state.taken >= share)) end();
    return one;
  };
  const failAll = (error: Error): void => {
    state.isClosing = true;
    for (const one of waiting.values()) one.fail(error);
    waiting.clear();
    ended.resolve();
  };
  worker.on("message", ({ id, pdf, error }: Answer) => {
    const one = settle(id);
    if (pdf === undefined) one?.fail(new Error(error ?? "printing failed"));
    else one?.done(pdf);
  });
  worker.on("error", (error) => failAll(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => failAll(new Error("the printing thread ended")));
  return {
    takesMore: () => !state.isClosing && state.taken < share,
    print: (order) => {
      state.taken += 1;
      const id = state.taken;
      const answer = Promise.withResolvers<Uint8Array>();
      const timer = setTimeout(() => {
        failAll(new Error("printing took too long"));
        end();
      }, withinMs);
      waiting.set(id, { done: answer.resolve, fail: answer.reject });
      worker.postMessage({ id, ...order });
      return answer.promise.finally(() => clearTimeout(timer));
    },
    finish: () => {
      state.isClosing = true;
      if (waiting.size === 0) end();
      return ended.promise;
    },
    ended: ended.promise,
  };
}
