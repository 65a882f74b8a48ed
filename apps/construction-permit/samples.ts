import type { Sample } from "#app-kit";

const HOUSE = {
  ownerKind: "person",
  ownerName: "Trần Minh Quân",
  ownerCitizenId: "079085000417",
  ownerAddress: "24 đường số 3, Phường Bến Nghé, Quận 1",
  ownerPhone: "0901 234 567",
  landCertificate: "CH 012345",
  plotNumber: "Thửa 15, tờ 7",
  plotArea: 80.5,
  site: "24 đường số 3, Phường Bến Nghé",
  works: "new",
  houseName: "Nhà ở gia đình ông Quân",
  groundArea: 64,
  floorArea: 192.5,
  floors: 3,
  height: 11.4,
  setback: 2.4,
};
const { ownerCitizenId: _, ...WITHOUT_NUMBER } = HOUSE;
const FILED = { receivedAt: "2025-04-25T09:00:00+07:00" };
/** Fifteen days from Friday 25 April 2025 end on Saturday 10 May, a day off: Monday 12 May (R33). */
const DUE = "2025-05-12T17:00:00+07:00";

export const SAMPLES: readonly Sample[] = [
  {
    ...FILED,
    name: "Ông Quân xây nhà ba tầng",
    answers: HOUSE,
    papers: ["quyen-su-dung-dat", "ban-ve"],
    expect: { kind: "accepted", dueAt: DUE, feeVnd: 75_000 },
  },
  {
    ...FILED,
    name: "Công ty xây nhà cho nhân viên",
    answers: {
      ...WITHOUT_NUMBER,
      ownerKind: "business",
      ownerName: "Công ty TNHH Nhà Minh Họa",
      ownerTaxCode: "0100109106",
    },
    papers: ["quyen-su-dung-dat", "ban-ve"],
    expect: { kind: "accepted", dueAt: DUE, feeVnd: 150_000 },
  },
  {
    ...FILED,
    name: "Ông Quân sửa nhà",
    answers: { ...HOUSE, works: "alter" },
    papers: ["quyen-su-dung-dat", "ban-ve", "hien-trang"],
    expect: { kind: "accepted", dueAt: DUE, feeVnd: 15_000 },
  },
  {
    ...FILED,
    name: "Sửa nhà mà thiếu ảnh hiện trạng và diện tích",
    answers: { ...HOUSE, works: "alter", floorArea: "rộng" },
    papers: ["quyen-su-dung-dat", "ban-ve"],
    expect: { kind: "refused", fields: ["floorArea", "hien-trang"] },
  },
];
