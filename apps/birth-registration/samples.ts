import type { Sample } from "#app-kit";

const AN = {
  childName: "Trần Bảo An",
  bornOn: "2025-04-18",
  sex: "female",
  birthplace: "Bệnh viện phụ sản minh họa, Phường Bến Nghé, Quận 1",
  hometown: "Tỉnh Bến Tre",
  ethnicity: "Kinh",
  motherName: "Lê Thị Ngọc Bích",
  motherBornOn: "1992-08-15",
  motherCitizenId: "079192003416",
  motherAddress: "24 đường số 3, Phường Bến Nghé, Quận 1",
  fatherKnown: "yes",
  fatherName: "Trần Minh Quân",
  fatherBornOn: "1985-04-25",
  fatherCitizenId: "079085000417",
  relation: "father",
  ownerAddress: "24 đường số 3, Phường Bến Nghé, Quận 1",
  ownerPhone: "0901 234 567",
  copies: 2,
};

export const SAMPLES: readonly Sample[] = [
  {
    name: "Bé An, nộp buổi sáng",
    answers: AN,
    papers: ["chung-sinh"],
    receivedAt: "2025-04-25T09:00:00+07:00",
    expect: { kind: "accepted", dueAt: "2025-04-25T17:00:00+07:00", feeVnd: 0 },
  },
  {
    name: "Bé An, nộp sau 15 giờ trước ngày làm bù",
    answers: AN,
    papers: ["chung-sinh", "ket-hon"],
    receivedAt: "2025-04-25T15:20:00+07:00",
    expect: { kind: "accepted", dueAt: "2025-04-26T17:00:00+07:00", feeVnd: 0 },
  },
  {
    name: "Mẹ khai, chưa xác định cha",
    answers: {
      ...Object.fromEntries(Object.entries(AN).filter(([name]) => !name.startsWith("father"))),
      fatherKnown: "no",
      relation: "mother",
    },
    papers: ["chung-sinh"],
    receivedAt: "2025-04-25T09:00:00+07:00",
    expect: { kind: "accepted", dueAt: "2025-04-25T17:00:00+07:00", feeVnd: 0 },
  },
  {
    name: "Thiếu Giấy chứng sinh và số định danh của mẹ",
    answers: { ...AN, motherCitizenId: "123" },
    papers: [],
    receivedAt: "2025-04-25T09:00:00+07:00",
    expect: { kind: "refused", fields: ["chung-sinh", "motherCitizenId"] },
  },
];
