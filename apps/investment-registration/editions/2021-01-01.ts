import { day, days, type Edition, field, recordSchema, text, workingHours } from "#app-kit";
import { CERTIFICATE } from "../certificate.ts";
import { FORM } from "../form.ts";
import { PAPERS } from "../papers.ts";
import { PROCESS } from "../process.ts";
import { SAMPLES } from "../samples.ts";

/** Fifteen days from a valid dossier, where no policy approval is needed. */
export const edition20210101: Edition = {
  inForceFrom: day("2021-01-01"),
  source: { document: "Luật Đầu tư 61/2020/QH14, Điều 38", certainty: "M" },
  legalBasis: [
    text("Luật Đầu tư 61/2020/QH14", "Law 61/2020/QH14 on Investment"),
    text(
      "Nghị định 31/2021/NĐ-CP hướng dẫn Luật Đầu tư",
      "Decree 31/2021/ND-CP guiding the Law on Investment",
    ),
  ],
  form: FORM,
  schema: recordSchema(FORM),
  process: PROCESS,
  clock: { answer: workingHours(8), processing: days(15) },
  feeVnd: 0,
  papers: PAPERS,
  work: [
    {
      step: "assess",
      lead: text(
        "Đối chiếu ngành nghề với danh mục hạn chế tiếp cận thị trường và ghi điều kiện của dự án.",
        "Compare the activities with the list of restricted market access and write down the conditions.",
      ),
      asks: [
        field("marketAccess", "choice", text("Tiếp cận thị trường", "Market access"), {
          options: [
            { value: "open", label: text("Không hạn chế", "Not restricted") },
            { value: "conditional", label: text("Có điều kiện", "Conditional") },
            { value: "closed", label: text("Chưa được tiếp cận", "Not open") },
          ],
        }),
        field("conditions", "long-text", text("Điều kiện của dự án", "Conditions, in Vietnamese"), {
          maxLength: 1000,
        }),
        field(
          "conditionsEn",
          "long-text",
          text("Điều kiện, bằng tiếng Anh", "Conditions, in English"),
          {
            maxLength: 1000,
          },
        ),
      ],
      papers: [
        {
          id: "bao-cao",
          title: text("Báo cáo thẩm định", "Assessment report"),
          explain: text("Nếu soạn thành văn bản riêng.", "Where it is a document of its own."),
          isRequired: false,
          copies: 1,
        },
      ],
      outcomes: [
        {
          id: "propose",
          label: text("Trình trưởng phòng", "Pass on to the head"),
          needsReason: false,
        },
      ],
    },
  ],
  desk: { supplementAt: ["receive"], refuseAt: ["receive", "review"] },
  result: {
    title: text("Giấy chứng nhận đăng ký đầu tư", "Investment registration certificate"),
    register: "investment-certificates",
    notation: "GCNĐKĐT",
    print: CERTIFICATE,
    record: {
      id: "investment-project",
      fields: [
        "projectName",
        "ownerName",
        "nationality",
        "paperNumber",
        "representative",
        "ownerAddress",
        "site",
        "area",
        "yearsOfOperation",
        "objectives",
        "capitalVnd",
        "contributedVnd",
        "startsOn",
        "assess.conditions",
        "assess.conditionsEn",
      ],
      persons: [{ name: "ownerName" }],
    },
  },
  steps: [
    text(
      "Điền thông tin bằng tiếng Việt hoặc tiếng Anh và tải giấy tờ lên.",
      "Fill in the form in Vietnamese or English and upload the papers.",
    ),
    text(
      "Sở trả lời trong 8 giờ làm việc; nếu thiếu, bạn được yêu cầu bổ sung một lần, đầy đủ.",
      "The department answers within 8 working hours; if something is missing you are asked once, for everything.",
    ),
    text(
      "Chuyên viên thẩm định, trưởng phòng xem xét, lãnh đạo Sở ký số.",
      "A specialist assesses, the head reviews, the department’s leader signs electronically.",
    ),
    text(
      "Giấy chứng nhận song ngữ được trả trong 15 ngày; ai cũng kiểm tra được bằng mã QR.",
      "The bilingual certificate comes within 15 days; anyone can verify it from its QR code.",
    ),
  ],
  samples: SAMPLES,
};
