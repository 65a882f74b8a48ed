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
export function createPrinter(workerFile: URL): Printer {
  const state: { press: Press | undefined } = { press: undefined };
  const press = (): Press => {
    if (state.press === undefined || state.press.isWorn()) {
      const worn = state.press;
      state.press = startPress(workerFile, () => (state.press = undefined));
      void worn?.finish();
    }
    return state.press;
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
      await state.press?.finish();
    },
  };
}

interface Press {
  print(order: object): Promise<Uint8Array>;
  isWorn(): boolean;
  finish(): Promise<void>;
}

function startPress(workerFile: URL, onDead: () => void): Press {
  const worker = new Worker(workerFile);
  worker.unref();
  const waiting = new Map<number, { done(pdf: Uint8Array): void; fail(error: Error): void }>();
  let prints = 0;
  const failAll = (error: Error): void => {
    for (const one of waiting.values()) one.fail(error);
    waiting.clear();
    onDead();
  };
  worker.on("message", ({ id, pdf, error }: Answer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (pdf === undefined) one?.fail(new Error(error ?? "printing failed"));
    else one?.done(pdf);
  });
  worker.on("error", (error) => failAll(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => failAll(new Error("the printing thread ended")));
  return {
    isWorn: () => prints >= PRINTS_A_THREAD,
    print: (order) =>
      new Promise((resolve, reject) => {
        prints += 1;
        const id = prints;
        const timer = setTimeout(() => {
          failAll(new Error("printing took too long"));
          void worker.terminate();
        }, PRINT_WITHIN_MS);
        waiting.set(id, {
          done: (pdf) => {
            clearTimeout(timer);
            resolve(pdf);
          },
          fail: (error) => {
            clearTimeout(timer);
            reject(error);
          },
        });
        worker.postMessage({ id, ...order });
      }),
    finish: async () => {
      while (waiting.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await worker.terminate();
    },
  };
}
