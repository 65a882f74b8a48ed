import { expect, test } from "vitest";
import { createPrinter, type Printer, type RefusalPrint } from "./index.ts";

const now = new Date("2025-04-25T09:30:00Z");
const realWorker = new URL("print-worker.ts", import.meta.url);
const refusal: RefusalPrint = {
  agencyParent: "Ủy ban nhân dân Thành phố Hồ Chí Minh",
  agency: "Ủy ban nhân dân Quận 1",
  issuedOn: "Quận 1, ngày 25 tháng 4 năm 2025",
  qrText: "https://hcm.example/tra-cuu",
  notice: "Dữ liệu minh họa.",
  code: "000.01.01.H29-250425-0007",
  applicant: "Trần Minh Quân",
  procedure: "Đăng ký thành lập hộ kinh doanh",
  reason: "Không thuộc thẩm quyền",
  signer: "Nguyễn Thị Kim Lan",
};

/** A thread's program that does what a fault in native code would do. */
function workerOf(program: string): URL {
  const start = `import { parentPort } from "node:worker_threads";`;
  return new URL(`data:text/javascript,${encodeURIComponent(`${start}${program}`)}`);
}

const print = (printer: Printer): Promise<Uint8Array> => printer.print("refusal", refusal, now);

test("threads that have printed their share give way without losing a paper", async () => {
  const printer = createPrinter(realWorker, { printsAThread: 2 });
  const papers = await Promise.all(Array.from({ length: 5 }, () => print(printer)));
  expect(papers.every((paper) => paper.length > 10_000)).toBe(true);
  await printer.close();
});

test("closing waits for the papers that are being printed", async () => {
  const printer = createPrinter(realWorker);
  const paper = print(printer);
  await new Promise((resolve) => setTimeout(resolve, 20)); // the thread has its order by now
  const [pdf] = await Promise.all([paper, printer.close()]);
  expect(pdf.length).toBeGreaterThan(10_000);
});

test("a thread that dies refuses what it held, and the next paper gets a new thread", async () => {
  const printer = createPrinter(
    workerOf(`parentPort.once("message", () => process.exit(1));`), // in a worker this ends the thread only
  );
  await expect(print(printer)).rejects.toThrow("the printing thread ended");
  await expect(print(printer)).rejects.toThrow("the printing thread ended");
  await printer.close();
});

test("a thread that hangs is ended after its time", async () => {
  const printer = createPrinter(workerOf(`parentPort.once("message", () => { for (;;); });`), {
    printWithinMs: 300,
  });
  await expect(print(printer)).rejects.toThrow("printing took too long");
  await printer.close();
});

test("a program that cannot start refuses with its reason", async () => {
  const printer = createPrinter(workerOf(`throw new Error("no fonts");`));
  await expect(print(printer)).rejects.toThrow("no fonts");
});
