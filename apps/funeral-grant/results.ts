import { type ResultKind, text, type Text } from "#app-kit";

const ABOUT = [
  {
    label: text("Người từ trần", "The deceased"),
    lines: [
      text("{deceasedName|upper}, từ trần ngày {diedOn}", "{deceasedName|upper}, died {diedOn}"),
      text("Hồ sơ người có công số {meritFile}", "Merit file {meritFile}"),
    ],
  },
  {
    label: text("Người lo mai táng", "Who arranged the funeral"),
    lines: [text("{carerName|upper} ({relation})", "{carerName|upper} ({relation})")],
  },
] as const;

function result(title: Text, register: string, notation: string, closing: Text): ResultKind {
  return {
    title,
    register,
    notation,
    record: {
      id: register,
      fields: ["deceasedName", "meritFile", "diedOn", "carerName", "carerCitizenId"],
      persons: [{ name: "carerName", citizenNumber: "carerCitizenId" }],
    },
    print: { heading: [title], isBilingual: false, points: ABOUT, closing: [closing] },
  };
}

export const CONFIRMATION = result(
  text("Xác nhận bản khai hưởng mai táng phí", "Confirmation of a funeral grant declaration"),
  "funeral-confirmations",
  "XN-UBND",
  text(
    "Ủy ban nhân dân phường xác nhận bản khai là đúng và chuyển Ủy ban nhân dân quận thẩm tra.",
    "The ward confirms the declaration and hands it over to the district.",
  ),
);
export const CHECKED = result(
  text("Kết quả thẩm tra hồ sơ mai táng phí", "Check of a funeral grant"),
  "funeral-checks",
  "TTr-LĐTBXH",
  text(
    "Hồ sơ đủ điều kiện; đề nghị Sở Lao động - Thương binh và Xã hội quyết định trợ cấp.",
    "The conditions are met; the department is asked to decide.",
  ),
);
export const DECIDED = result(
  text("Quyết định trợ cấp mai táng phí", "Decision on a funeral grant"),
  "funeral-decisions",
  "QĐ-SLĐTBXH",
  text(
    "Trợ cấp mai táng phí và trợ cấp một lần theo quy định hiện hành.",
    "The funeral grant and the single grant are given as the law in force says.",
  ),
);
