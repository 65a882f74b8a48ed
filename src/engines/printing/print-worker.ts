/**
 * Runs Typst in a thread of its own: it keeps fonts and compiled parts in memory, and a fault in native code or a page
 * that takes long must not stop the server. Gets a template and data, gives a PDF.
 */
import { parentPort } from "node:worker_threads";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

interface Order {
  readonly id: number;
  readonly source: string;
  readonly data: string;
  readonly files: readonly (readonly [name: string, content: string])[];
  readonly createdAtSeconds: number;
}

/** A folder that does not exist: templates can read nothing but what is handed to them. */
const WORKSPACE = "/nowhere/print";
/** Compiled parts not used in this many prints are dropped. */
const CACHE_AGE = 10;
const compiler = NodeCompiler.create({ workspace: WORKSPACE });

parentPort?.on("message", (order: Order) => {
  try {
    parentPort?.postMessage({ id: order.id, pdf: print(order) });
  } catch (error) {
    parentPort?.postMessage({
      id: order.id,
      error: error instanceof Error ? error.message : String(error),
    });
  }
});

function print(order: Order): Uint8Array {
  compiler.resetShadow();
  compiler.addSource(`${WORKSPACE}/main.typ`, order.source);
  compiler.mapShadow(`${WORKSPACE}/data.json`, Buffer.from(order.data));
  for (const [name, content] of order.files)
    compiler.mapShadow(`${WORKSPACE}/${name}`, Buffer.from(content));
  const compiled = compiler.compile({ mainFilePath: `${WORKSPACE}/main.typ` });
  const document = compiled.result;
  if (document === null) {
    const problem = compiled.takeError();
    throw new Error(`Typst: ${JSON.stringify(problem?.shortDiagnostics ?? [])}`);
  }
  const pdf = compiler.pdf(document, {
    pdfStandard: "a-2a",
    creationTimestamp: order.createdAtSeconds,
  });
  compiler.evictCache(CACHE_AGE);
  return new Uint8Array(pdf);
}
