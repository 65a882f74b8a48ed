import { expect, test } from "vitest";
import type { ProcessView } from "#engines/workflow";
import { renderPage } from "#ui";
import { ProcessPanel } from "./process-panel.tsx";

const at = new Date("2025-04-25T03:00:00Z");
const due = new Date("2025-05-09T10:00:00Z");
const nobody = { holderId: null, dueAt: null, answeredAt: null, byRef: null, outcome: null };
const step = { role: "specialist", holderId: null, item: null };

const process: ProcessView = {
  instanceId: "",
  definitionHash: "",
  versions: [],
  calledBefore: [],
  waiting: [
    { ...step, nodeId: "ask", name: "Lấy ý kiến", since: at, item: "Sở Xây dựng", dueAt: due },
    { ...step, nodeId: "plan", name: "Xác nhận quy hoạch", since: at, dueAt: null },
  ],
  consultations: [
    {
      nodeId: "ask",
      name: "Lấy ý kiến",
      total: 3,
      answered: 1,
      items: [
        {
          ...nobody,
          place: 1,
          label: "Cảnh sát PCCC",
          state: "answered",
          answeredAt: at,
          holderId: "tam",
        },
        { ...nobody, place: 2, label: "Sở Xây dựng", state: "open", dueAt: due },
        { ...nobody, place: 3, label: "Sở Tài nguyên", state: "next" },
      ],
    },
  ],
  called: [
    {
      nodeId: "plan",
      name: "Xác nhận quy hoạch",
      item: null,
      process: {
        instanceId: "",
        definitionHash: "",
        versions: [],
        calledBefore: [],
        consultations: [],
        called: [],
        history: [],
        waiting: [{ ...step, nodeId: "look", name: "Tra cứu", since: at, dueAt: null }],
      },
    },
  ],
  history: [
    {
      ...step,
      nodeId: "ask",
      name: "Lấy ý kiến",
      item: "Cảnh sát PCCC",
      itemPlace: 1,
      enteredAt: at,
      leftAt: at,
      byRef: null,
      outcome: "agree",
    },
  ],
};

function linesOf(language: "vi" | "en"): string[] {
  const html = renderPage(ProcessPanel({ process, names: new Map([["tam", "Tâm"]]), language }));
  return [...html.matchAll(/<li[^>]*>(?<line>.*?)<\/li>/gsu)].map((found) =>
    (found.groups?.["line"] ?? "")
      .replaceAll(/<[^>]*>/gu, " ")
      .replaceAll(/\s+/gu, " ")
      .trim(),
  );
}

test("an official reads without a drawing who of three has answered, who is still asked, and what another process does", () => {
  expect(linesOf("vi")).toEqual([
    "Lấy ý kiến 1/3 đã trả lời",
    "Cảnh sát PCCC Đã trả lời 10:00, 25/04/2025 Tâm",
    "Sở Xây dựng Chưa trả lời, hạn trả lời 17:00, 09/05/2025",
    "Sở Tài nguyên (chưa đến) Chưa đến lượt hỏi",
    "Xác nhận quy hoạch Đang chạy quy trình riêng",
    "Xác nhận quy hoạch › Tra cứu từ 10:00, 25/04/2025 Người giữ: chưa ai nhận",
  ]);
  expect(linesOf("en")[0]).toBe("Lấy ý kiến 1/3 answered");
});
