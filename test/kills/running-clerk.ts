import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Form } from "./forms.ts";

/** What came of one form. */
export interface Outcome {
  readonly tookMs: number;
  /** The number that the person was told, or undefined when the form was refused. */
  readonly told: string | undefined;
  readonly refusal: string | undefined;
}

export interface RunningClerk {
  /** Under this name the database server knows its connection. */
  readonly name: string;
  readonly process: ChildProcess;
  /** Connected, with everything loaded, waiting for the first form. */
  readonly ready: Promise<void>;
  /** The exit code, once everything said was heard. */
  readonly ended: Promise<number | null>;
  /** Hands a form over; resolves once the clerk says that it begins. */
  begin(form: Form): Promise<void>;
  /** What the clerk said came of a form so far. */
  outcomeOf(form: Form): Outcome | undefined;
  /** Hands a form over and waits for what comes of it. */
  finish(form: Form): Promise<Outcome>;
  /** No more forms: it goes home. */
  dismiss(): Promise<number | null>;
}

export function startClerk(bundle: string, databaseUrl: string, name: string): RunningClerk {
  const url = new URL(databaseUrl);
  url.searchParams.set("application_name", name);
  const child = spawn(process.execPath, [bundle], {
    env: { ...process.env, DATABASE_URL: url.href },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.on("error", () => undefined); // a killed clerk reads no more
  const said: string[] = [];
  let wake = (): void => undefined;
  const lines = createInterface({ input: child.stdout }).on("line", (line) => {
    said.push(line);
    wake();
  });
  const silent = new Promise<void>((resolve) => lines.once("close", () => resolve()));
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => {
      wake();
      void silent.then(() => resolve(code));
    });
  });
  const until = async (heard: () => boolean): Promise<void> => {
    while (!heard()) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`${name} is gone; it said last: ${said.at(-1) ?? "nothing"}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const begin = async (form: Form): Promise<void> => {
    const begun = said.length;
    child.stdin.write(`${JSON.stringify(form)}\n`);
    await until(() => said.indexOf(`begin ${form.deed} ${form.publicId}`, begun) >= 0);
  };
  const outcomeOf = (form: Form): Outcome | undefined => {
    const start = `end ${form.deed} ${form.publicId} `;
    const words = said.findLast((line) => line.startsWith(start))?.slice(start.length);
    if (words === undefined) return undefined;
    const done = /^done (?<tookMs>[\d.]+) (?<told>\S+)$/u.exec(words)?.groups;
    return {
      tookMs: Number(done?.["tookMs"]),
      told: done?.["told"],
      refusal: done ? undefined : words,
    };
  };
  return {
    name,
    process: child,
    ready: until(() => said.includes("ready")),
    ended,
    begin,
    outcomeOf,
    finish: async (form) => {
      const before = said.length;
      await begin(form);
      await until(() =>
        said.some(
          (line, at) => at >= before && line.startsWith(`end ${form.deed} ${form.publicId} `),
        ),
      );
      const outcome = outcomeOf(form);
      if (outcome === undefined) throw new Error(`${name} ended ${form.deed} without a word`);
      return outcome;
    },
    dismiss: () => {
      child.stdin.end();
      return ended;
    },
  };
}
