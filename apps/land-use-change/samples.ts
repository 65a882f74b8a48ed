import type { Sample } from "#app-kit";

const PLOT = {
  ownerName: "Trần Minh Quân",
  ownerCitizenId: "079085000417",
  ownerAddress: "24 đường số 3, Phường Bến Nghé, Quận 1",
  ownerPhone: "0901 234 567",
  landCertificate: "CH 012345",
  plotNumber: "Thửa 15, tờ 7",
  plotArea: 80.5,
  site: "24 đường số 3, Phường Bến Nghé",
  change: "transfer",
  newSheet: "no",
};
const FILED = { receivedAt: "2025-04-25T09:00:00+07:00" };
/** Ten working days from Friday 25 April 2025: 26 April is worked for 2 May, 30 April and 1 May are off. */
const DUE = "2025-05-13T17:00:00+07:00";

export const SAMPLES: readonly Sample[] = [
  {
    ...FILED,
    name: "Ông Quân nhận chuyển nhượng",
    answers: PLOT,
    papers: ["quyen-su-dung-dat", "hop-dong", "to-khai-thue"],
    expect: { kind: "accepted", dueAt: DUE, feeVnd: 50_000 },
  },
  {
    ...FILED,
    name: "Nhận thừa kế, cấp giấy mới",
    answers: { ...PLOT, change: "inherit", newSheet: "yes" },
    papers: ["quyen-su-dung-dat", "thua-ke", "to-khai-thue"],
    expect: { kind: "accepted", dueAt: DUE, feeVnd: 100_000 },
  },
  {
    ...FILED,
    name: "Chuyển mục đích sang đất ở",
    answers: { ...PLOT, change: "purpose", newPurpose: "Đất ở tại đô thị" },
    papers: ["quyen-su-dung-dat", "to-khai-thue"],
    expect: { kind: "accepted", dueAt: DUE, feeVnd: 28_000 },
  },
  {
    ...FILED,
    name: "Thiếu hợp đồng và ghi diện tích bằng chữ",
    answers: { ...PLOT, plotArea: "tám mươi" },
    papers: ["quyen-su-dung-dat", "to-khai-thue"],
    expect: { kind: "refused", fields: ["hop-dong", "plotArea"] },
  },
];
