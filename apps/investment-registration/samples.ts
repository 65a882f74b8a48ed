import type { Sample } from "#app-kit";

const STUDIO = {
  investorKind: "company",
  ownerName: "Lotus Software Pte. Ltd.",
  nationality: "Singapore",
  paperNumber: "202100000A",
  ownerAddress: "1 Example Street, Singapore",
  ownerPhone: "0901 234 567",
  ownerEmail: "projects@lotus.example",
  representative: "Jane Example",
  projectName: "Lotus Software Studio",
  site: "Tầng 5, 12 Nguyễn Bỉnh Khiêm, Phường Đa Kao, Quận 1",
  area: 250.5,
  yearsOfOperation: 20,
  objectives: [{ name: "Software production", industryCode: "6201" }],
  capitalVnd: 12_000_000_000,
  contributedVnd: 12_000_000_000,
  startsOn: "2025-09-01",
  workers: 30,
  needsLand: "no",
};
const FILED = { receivedAt: "2025-04-25T09:00:00+07:00" };
const PAPERS = ["phap-ly", "nang-luc", "de-xuat"];

export const SAMPLES: readonly Sample[] = [
  {
    ...FILED,
    name: "Lotus Software rents an office",
    answers: STUDIO,
    papers: [...PAPERS, "dia-diem"],
    // Fifteen days end on Saturday 10 May, a day off: Monday 12 May (R33).
    expect: { kind: "accepted", dueAt: "2025-05-12T17:00:00+07:00", feeVnd: 0 },
  },
  {
    ...FILED,
    name: "A person who leases land",
    answers: {
      ...Object.fromEntries(Object.entries(STUDIO).filter(([name]) => name !== "representative")),
      investorKind: "person",
      ownerName: "John Example",
      needsLand: "yes",
    },
    papers: [...PAPERS, "nhu-cau-dat"],
    expect: { kind: "accepted", dueAt: "2025-05-12T17:00:00+07:00", feeVnd: 0 },
  },
  {
    ...FILED,
    name: "No proof of capacity, no representative",
    answers: { ...STUDIO, representative: "" },
    papers: ["phap-ly", "de-xuat", "dia-diem"],
    expect: { kind: "refused", fields: ["nang-luc", "representative"] },
  },
];
