import type { Sample } from "#app-kit";

const BAKERY = {
  founder: "person",
  ownerName: "Trần Minh Quân",
  ownerCitizenId: "079085000417",
  ownerBornOn: "1985-04-25",
  ownerAddress: "12 Nguyễn Bỉnh Khiêm, Đa Kao, Quận 1",
  ownerPhone: "0901234567",
  businessName: "Tiệm bánh Hoa Sen",
  ward: "Đa Kao",
  street: "12 Nguyễn Bỉnh Khiêm",
  premises: "own",
  trades: [{ name: "Sản xuất và bán lẻ bánh ngọt" }],
  capitalVnd: 150_000_000,
  workers: 3,
} as const;

const FAMILY_SHOP = {
  ...BAKERY,
  founder: "family",
  members: [{ name: "Lê Thị Út", citizenId: "079190001234" }],
  businessName: "Quán cơm Bà Út",
  premises: "rented",
} as const;

/** Samples for an edition, with the due dates its term gives. */
export function samplesDue(due: {
  readonly friday: string;
  readonly beforeTet: string;
}): readonly Sample[] {
  return [
    {
      name: "Tiệm bánh ở Quận 1, nhận chiều thứ Sáu trước ngày làm bù",
      answers: BAKERY,
      papers: ["can-cuoc"],
      receivedAt: "2025-04-25T16:30:00+07:00",
      expect: { kind: "accepted", dueAt: due.friday, feeVnd: 100_000 },
    },
    {
      name: "Quán cơm của hộ gia đình ở Củ Chi, thuê nhà, nhận trước Tết",
      answers: FAMILY_SHOP,
      papers: ["can-cuoc", "bien-ban", "hop-dong-thue"],
      receivedAt: "2025-01-23T09:00:00+07:00",
      expect: { kind: "accepted", dueAt: due.beforeTet, feeVnd: 100_000 },
    },
    {
      name: "Thiếu hợp đồng thuê nhà",
      answers: FAMILY_SHOP,
      papers: ["can-cuoc", "bien-ban"],
      receivedAt: "2025-01-23T09:00:00+07:00",
      expect: { kind: "refused", fields: ["hop-dong-thue"] },
    },
    {
      name: "Số định danh sai cấu trúc và không có ngành, nghề",
      answers: { ...BAKERY, ownerCitizenId: "123456789", trades: [] },
      papers: ["can-cuoc"],
      receivedAt: "2025-04-25T16:30:00+07:00",
      expect: { kind: "refused", fields: ["ownerCitizenId", "trades"] },
    },
  ];
}
