import { type Paper, text, when } from "#app-kit";

/** The checklist; what is not needed is not asked. */
export const PAPERS: readonly Paper[] = [
  {
    id: "can-cuoc",
    kind: "citizen-card",
    title: text(
      "Ảnh hoặc bản quét thẻ căn cước của chủ hộ",
      "Picture or scan of the head's identity card",
    ),
    explain: text(
      "Cả hai mặt, rõ chữ. Một tệp PDF, JPEG hoặc PNG.",
      "Both sides, readable. One PDF, JPEG or PNG file.",
    ),
    isRequired: true,
    copies: 1,
  },
  {
    id: "bien-ban",
    title: text(
      "Biên bản họp thành viên hộ gia đình về việc thành lập",
      "Minutes of the household members on the founding",
    ),
    explain: text("Có chữ ký của các thành viên.", "Signed by the members."),
    isRequired: true,
    when: when("founder").is("family"),
    copies: 1,
  },
  {
    id: "hop-dong-thue",
    kind: "premises-contract",
    title: text("Hợp đồng thuê hoặc mượn địa điểm", "Contract for the premises"),
    explain: text("Còn thời hạn vào ngày nộp hồ sơ.", "In force on the day of filing."),
    isRequired: true,
    when: when("premises").is("rented"),
    copies: 1,
  },
];
