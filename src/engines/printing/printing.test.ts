import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { type BakeryPaper, certificateOf, HOA_SEN } from "../../../test/world/papers.ts";
import { createPrinter, type ReceiptPrint } from "./index.ts";
import { printableText, UNSHOWN } from "./printable-text.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-print-"));
const printer = createPrinter(new URL("print-worker.ts", import.meta.url));
const now = new Date("2025-04-25T09:30:00Z");
afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

const certificate = HOA_SEN;
const receipt: ReceiptPrint = {
  ...certificate,
  code: "000.01.01.H29-250425-0007",
  lookupCode: "K4QD",
  procedure: "Đăng ký thành lập hộ kinh doanh",
  applicant: "Trần Minh Quân",
  address: "",
  phone: "0901 234 567",
  papers: [{ title: "Thẻ căn cước", detail: "1 tệp, điện tử" }],
  receivedAt: "16:30, 25/04/2025",
  dueAt: "17:00, 29/04/2025",
  howCounted: ["Không tính ngày tiếp nhận."],
  takenAt: "",
  sendTo: "",
  fee: "100.000 ₫",
  receiver: "Nguyễn Thị Kim Lan",
};

async function printed(data: BakeryPaper): Promise<{ file: string; text: string }> {
  const file = path.join(folder, `${data.number.replaceAll("/", "-")}.pdf`);
  writeFileSync(file, await printer.print("result", certificateOf(data), now));
  return { file, text: textOf(file) };
}

function textOf(file: string): string {
  const text = execFileSync("pdftotext", ["-layout", file, "-"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return text.normalize("NFC").replaceAll(/\s+/gu, " ");
}

test("the certificate is tagged, carries its font, is clean and says in text what was printed", async () => {
  const { file, text } = await printed(certificate);
  const tool = (name: string, ...args: string[]): string =>
    execFileSync(name, [...args, file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

  expect(tool("pdfinfo")).toMatch(/Tagged:\s+yes/u);
  expect(tool("pdfinfo")).toMatch(/Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)/u);
  const fonts = tool("pdffonts").split("\n").slice(2).filter(Boolean);
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/ yes yes yes /u);
  expect(tool("qpdf", "--check")).toContain("No syntax or stream encoding errors found");
  for (const said of [
    "07/GCN-HKD",
    "TIỆM BÁNH HOA SEN",
    "TRẦN MINH QUÂN",
    "150.000.000 ₫",
    "Phạm Hữu Hùng",
    certificate.place,
  ])
    expect(text).toContain(said);
});

test("a blank receipt is a sheet of A4 with its number on both halves, and nothing about anyone", async () => {
  const file = path.join(folder, "blank.pdf");
  const numbers = ["000001/2025", "000002/2025"];
  const data = { ...certificate, range: numbers.join(" – "), numbers };
  writeFileSync(file, await printer.print("blank-receipts", data, now));

  const info = execFileSync("pdfinfo", [file], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  expect(info).toMatch(/Pages:\s+2/u);
  const text = textOf(file);
  for (const number of numbers) expect(text.split(`Số: ${number}`)).toHaveLength(3);
  expect(text).toContain("liên 2: lưu tại bộ phận một cửa");
  expect(text).toContain("Thư điện tử");
});

test("every Vietnamese letter is printed and read back", async () => {
  const vowels = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";
  const letters = Array.from(vowels + vowels.toUpperCase()).join(" ");
  const { text } = await printed({ ...certificate, number: "letters", ownerAddress: letters });
  for (const letter of letters.split(" ")) expect(text).toContain(letter);
});

test("a decomposed name prints composed, and what looks like markup prints as text", async () => {
  const nasty = '#import "x": * ] $x^2$ @label <tag> \\ // *đậm* _nghiêng_ = tiêu đề';
  const { text } = await printed({
    ...certificate,
    number: "nasty",
    owner: "Trần Minh Quân".normalize("NFD"),
    ownerAddress: nasty,
  });
  expect(text).toContain("TRẦN MINH QUÂN");
  expect(text).toContain(nasty);
});

test("every letter that is let through is printed by the paper's own font, upright, bold, leaning and as a capital", async () => {
  const every = Array.from({ length: 0x2300 }, (_, code) => String.fromCodePoint(code))
    .filter((letter) => printableText(letter) === letter && letter !== UNSHOWN)
    .join(" ");
  const { text } = await printed({
    ...certificate,
    number: "every",
    businessName: every,
    place: every,
    issuedOn: every,
    signer: every,
  });
  expect(every.length).toBeGreaterThan(1500);
  for (const letter of ["Ẫ", "ỵ", "₫", "Ω", "Я", "№", "½", "≥"]) expect(text).toContain(letter);
});

test("whatever an applicant writes, the paper prints", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (written) => {
      const pdf = await printer.print(
        "result",
        certificateOf({ ...certificate, businessName: written, place: written, trades: [written] }),
        now,
      );
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe("%PDF-");
    }),
    { numRuns: 15 },
  );
});

test("a shop whose name has an emoji gets its certificate, with a mark where the sign was", async () => {
  const { text } = await printed({ ...certificate, number: "emoji", businessName: "Bánh 🍞 ngon" });
  expect(text).toContain("BÁNH □ NGON");
});

test("four thousand letters without a blank stay on the page and none is lost", async () => {
  const { file, text } = await printed({
    ...certificate,
    number: "word",
    ownerAddress: "Ẫ".repeat(4000),
  });
  expect(text.match(/Ẫ/gu)).toHaveLength(4000);
  const words = execFileSync("pdftotext", ["-bbox", file, "-"], {
    encoding: "utf8",
    stdio: "pipe",
  });
  const rightEdges = Array.from(words.matchAll(/xMax="([\d.]+)"/gu), ([, x]) => Number(x));
  expect(Math.max(...rightEdges)).toBeLessThan(595 - 45);
});

test("blanks are nothing known, lists that are empty say so, and a deputy signs for the head", async () => {
  const { text } = await printed({ ...certificate, number: "none", place: "  \n ", trades: [] });
  expect(text.match(/không có thông tin/gu)).toHaveLength(2);
  expect(text).toContain("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH");
});

test("a paper of several pages is numbered from the second on", async () => {
  const papers = Array.from({ length: 60 }, (_, n) => ({
    title: `Giấy tờ thứ ${n + 1}`,
    detail: "điện tử",
  }));
  const file = path.join(folder, "pages.pdf");
  writeFileSync(file, await printer.print("receipt", { ...receipt, papers }, now));
  const pages = textOf(file);
  const firstLine = (page: number): string =>
    execFileSync("pdftotext", ["-f", `${page}`, "-l", `${page}`, file, "-"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).split("\n")[0] ?? "";
  expect(firstLine(2)).toBe("2");
  expect(firstLine(1)).not.toBe("1");
  expect(pages).toContain("60. Giấy tờ thứ 60 (điện tử)");
});

test("papers ordered at the same time do not mix, and one that fails leaves the others alone", async () => {
  const orders = Array.from({ length: 12 }, (_, n) =>
    printer.print(
      "refusal",
      { ...certificate, code: `số ${n}`, applicant: "", procedure: "", reason: "" },
      now,
    ),
  );
  const broken = printer.print("receipt", {} as ReceiptPrint, now); // a caller in error
  await expect(broken).rejects.toThrow();
  for (const [n, order] of orders.entries()) {
    const file = path.join(folder, `mixed-${n}.pdf`);
    writeFileSync(file, await order);
    expect(textOf(file)).toContain(`Mã hồ sơ: số ${n} `);
  }
});

test("a very long trade flows onto more pages and nothing is cut", async () => {
  const trades = Array.from(
    { length: 60 },
    (_, index) => `Ngành nghề thứ ${index + 1} với một tên gọi khá dài`,
  );
  const { text } = await printed({ ...certificate, number: "long", trades });
  expect(text).toContain("Ngành nghề thứ 60");
  expect(text).toContain("Phạm Hữu Hùng");
});

// R15, R19

test("the receipt is A5, names code and look-up code, and says so where nothing is known", async () => {
  const file = path.join(folder, "receipt.pdf");
  writeFileSync(file, await printer.print("receipt", receipt, now));
  const text = textOf(file);

  expect(
    execFileSync("pdfinfo", [file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  ).toMatch(/Pages:\s+1[\s\S]*419\.\d+ x 595/u);
  for (const said of [
    "000.01.01.H29-250425-0007",
    "K4QD",
    "17:00, 29/04/2025",
    "không có thông tin",
    "Nguyễn Thị Kim Lan",
  ])
    expect(text).toContain(said);
});

// R15

test("supplement request and refusal print with their reasons", async () => {
  const base = {
    ...certificate,
    code: receipt.code,
    applicant: receipt.applicant,
    procedure: receipt.procedure,
  };
  const supplement = await printer.print(
    "supplement",
    {
      ...base,
      defects: [{ what: "Hợp đồng thuê", how: "thiếu trang 2" }],
      decision: "",
      answerBy: "",
    },
    now,
  );
  const refusal = await printer.print(
    "refusal",
    { ...base, reason: "Không thuộc thẩm quyền" },
    now,
  );
  writeFileSync(path.join(folder, "02.pdf"), supplement);
  writeFileSync(path.join(folder, "03.pdf"), refusal);

  expect(textOf(path.join(folder, "02.pdf"))).toContain("Hợp đồng thuê: thiếu trang 2");
  expect(textOf(path.join(folder, "03.pdf"))).toContain("Không thuộc thẩm quyền");
});

test("the same paper printed at the same moment is the same bytes", async () => {
  const one = await printer.print("result", certificateOf(certificate), now);
  const other = await printer.print("result", certificateOf(certificate), now);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
});
