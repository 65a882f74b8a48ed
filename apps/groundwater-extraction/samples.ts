import type { Sample } from "#app-kit";

const MILL = {
  ownerKind: "business",
  ownerName: "Công ty TNHH Dệt Minh Họa",
  ownerTaxCode: "0100109106",
  ownerAddress: "15 đường số 8, Xã Tân Thông Hội, Huyện Củ Chi",
  ownerPhone: "0901 234 567",
  worksName: "Giếng khoan Xưởng dệt Minh Họa",
  site: "15 đường số 8, Xã Tân Thông Hội, Huyện Củ Chi",
  wells: 1,
  depth: 92.5,
  aquifer: "qp1",
  flow: 120.5,
  purpose: "production",
  years: 5,
  wellIs: "new",
};
const { ownerTaxCode: _, ...WITHOUT_CODE } = MILL;
const FILED = { receivedAt: "2025-04-25T09:00:00+07:00" };

/** Thirty working days from Friday 25 April 2025: 26 April is worked for 2 May, 30 April and 1 May are off. */
const DUE = "2025-06-10T17:00:00+07:00";

export const SAMPLES: readonly Sample[] = [
  {
    ...FILED,
    name: "Xưởng dệt khoan giếng mới",
    answers: MILL,
    papers: ["vi-tri", "bao-cao-tham-do", "phan-tich-nuoc"],
    expect: { kind: "accepted", dueAt: DUE, feeVnd: 0 },
  },
  {
    ...FILED,
    name: "Hộ chăn nuôi có giếng sẵn",
    answers: {
      ...WITHOUT_CODE,
      ownerKind: "person",
      ownerName: "Trần Minh Quân",
      ownerCitizenId: "079085000417",
      worksName: "Giếng khoan trại bò ông Quân",
      purpose: "farming",
      flow: 25,
      wellIs: "existing",
    },
    papers: ["vi-tri", "bao-cao-hien-trang", "phan-tich-nuoc"],
    expect: { kind: "accepted", dueAt: DUE, feeVnd: 0 },
  },
  {
    ...FILED,
    name: "Khu công nghiệp khai thác 800 m³ mỗi ngày đêm",
    answers: { ...MILL, worksName: "Cụm giếng khu công nghiệp Minh Họa", wells: 3, flow: 800 },
    papers: ["vi-tri", "bao-cao-tham-do", "phan-tich-nuoc"],
    expect: { kind: "accepted", dueAt: DUE, feeVnd: 0 },
  },
  {
    ...FILED,
    name: "Không ghi lưu lượng bằng số và thiếu kết quả phân tích nước",
    answers: { ...MILL, flow: "nhiều" },
    papers: ["vi-tri", "bao-cao-tham-do"],
    expect: { kind: "refused", fields: ["flow", "phan-tich-nuoc"] },
  },
];
