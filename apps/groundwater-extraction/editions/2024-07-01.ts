import { day, type Edition, recordSchema, text, workingDays, workingHours } from "#app-kit";
import { CERTIFICATE } from "../certificate.ts";
import { FORM } from "../form.ts";
import { PAPERS } from "../papers.ts";
import { PROCESS } from "../process.ts";
import { APPRAISAL } from "../rules.ts";
import { SAMPLES } from "../samples.ts";
import { WORK } from "../work.ts";

/** Thirty working days from a valid dossier. */
export const edition20240701: Edition = {
  inForceFrom: day("2024-07-01"),
  source: {
    document: "Luật Tài nguyên nước 28/2023/QH15; Nghị định 54/2024/NĐ-CP",
    certainty: "M",
  },
  legalBasis: [
    text("Luật Tài nguyên nước 28/2023/QH15", "Law 28/2023/QH15 on Water Resources"),
    text(
      "Nghị định 54/2024/NĐ-CP về cấp phép tài nguyên nước",
      "Decree 54/2024/ND-CP on licences for water resources",
    ),
  ],
  form: FORM,
  schema: recordSchema(FORM),
  process: PROCESS,
  clock: { answer: workingHours(8), processing: workingDays(30) },
  feeVnd: 0,
  rules: { appraisal: APPRAISAL },
  papers: PAPERS,
  work: WORK,
  desk: { supplementAt: ["receive"], refuseAt: ["receive", "review"] },
  returns: [
    { at: "review", to: ["appraise", "measure"] },
    { at: "sign", to: ["review", "appraise"] },
  ],
  result: {
    title: text("Giấy phép khai thác nước dưới đất", "Groundwater extraction licence"),
    register: "groundwater-licences",
    notation: "GP-STNMT",
    print: CERTIFICATE,
    drafts: [
      {
        step: "appraise",
        field: "conditions",
        from: day("2024-07-01"),
        template: text(
          "Khai thác đúng vị trí, đúng {wells} giếng và mục đích {purpose} ghi trong giấy phép này. Lắp đồng hồ đo lưu lượng và ghi sổ hằng ngày; quan trắc mực nước. Bảo vệ vùng phụ cận giếng; khi nước đổi màu, mùi hoặc mực nước hạ bất thường phải ngừng khai thác và báo ngay cho cơ quan cấp phép.",
          "Draw water at this place, from {wells} wells and for the purpose named in this licence ({purpose}). Meter the flow and keep a daily book; watch the level. Protect the surroundings of the wells; if colour, smell or level change, stop and tell the licensing agency at once.",
        ),
      },
    ],
    record: {
      id: "groundwater-licence",
      fields: [
        "worksName",
        "ownerName",
        "ownerCitizenId",
        "ownerTaxCode",
        "ownerAddress",
        "site",
        "wells",
        "measure.well",
        "appraise.aquiferFound",
        "appraise.depthFound",
        "appraise.flowGranted",
        "appraise.yearsGranted",
        "appraise.conditions",
        "purpose",
      ],
      persons: [{ name: "ownerName", citizenNumber: "ownerCitizenId", taxCode: "ownerTaxCode" }],
    },
  },
  steps: [
    text(
      "Điền thông tin về giếng, lưu lượng và tải báo cáo, kết quả phân tích nước lên.",
      "Fill in well and flow, upload the report and the analysis of the water.",
    ),
    text(
      "Sở trả lời trong 8 giờ làm việc; nếu thiếu, bạn được yêu cầu bổ sung một lần, đầy đủ.",
      "The department answers within 8 working hours; if something is missing you are asked once, for everything.",
    ),
    text(
      "Cán bộ đo tại giếng, thẩm định tầng chứa nước, chiều sâu và lưu lượng; từ 200 m³/ngày đêm, hội đồng thẩm định họp.",
      "An officer measures at the well and reviews aquifer, depth and flow; from 200 m³ a day on, a council meets.",
    ),
    text(
      "Trưởng phòng xem xét, lãnh đạo Sở ký số giấy phép trong 30 ngày làm việc.",
      "The head reviews and the department’s leader signs the licence within 30 working days.",
    ),
    text(
      "Hằng năm, trước ngày 31 tháng 01, bạn báo cáo lưu lượng, mực nước và chất lượng nước của năm trước cho Sở.",
      "Each year, before 31 January, you report flow, level and quality of the past year to the department.",
    ),
  ],
  samples: SAMPLES,
};
