import type { Sample } from "#app-kit";

const PART = {
  deceasedName: "Trần Văn Kiên",
  meritFile: "TB/1975-00417",
  merit: "wounded",
  diedOn: "2025-04-18",
  carerName: "Trần Minh Quân",
  carerCitizenId: "079085000417",
  relation: "Con trai",
};
const WHOLE = {
  ...PART,
  ownerAddress: "24 đường số 3, Phường Bến Nghé, Quận 1",
  ownerPhone: "0901 234 567",
};
const FILED = { receivedAt: "2025-04-25T09:00:00+07:00" };

/** Twenty-five working days from Friday 25 April 2025: 26 April is worked for 2 May, 30 April and 1 May are off. */
export const SAMPLES: readonly Sample[] = [
  {
    ...FILED,
    name: "Con trai lo mai táng cho thương binh",
    answers: WHOLE,
    papers: ["ban-khai", "chung-tu"],
    expect: { kind: "accepted", dueAt: "2025-06-03T17:00:00+07:00", feeVnd: 0 },
  },
  {
    ...FILED,
    name: "Thiếu giấy chứng tử và số định danh",
    answers: { ...WHOLE, carerCitizenId: "123" },
    papers: ["ban-khai"],
    expect: { kind: "refused", fields: ["carerCitizenId", "chung-tu"] },
  },
];

/** Ten working days for a part. */
function ofPart(papers: readonly string[]): readonly Sample[] {
  return [
    {
      ...FILED,
      name: "Đủ giấy tờ được chuyển đến",
      answers: PART,
      papers,
      expect: { kind: "accepted", dueAt: "2025-05-13T17:00:00+07:00", feeVnd: 0 },
    },
    {
      ...FILED,
      name: "Thiếu văn bản của bước trước",
      answers: PART,
      papers: papers.slice(0, -1),
      expect: { kind: "refused", fields: papers.slice(-1) },
    },
  ];
}

export const REVIEW_SAMPLES = ofPart(["ban-khai", "chung-tu", "xac-nhan-phuong"]);
export const DECISION_SAMPLES = ofPart([
  "ban-khai",
  "chung-tu",
  "xac-nhan-phuong",
  "ket-qua-tham-tra",
]);
