import { day, type Edition, recordSchema, text, workingDays, workingHours } from "#app-kit";
import { CERTIFICATE } from "../certificate.ts";
import { FEE } from "../fee.ts";
import { FORM } from "../form.ts";
import { PAPERS } from "../papers.ts";
import { PROCESS } from "../process.ts";
import { SAMPLES } from "../samples.ts";
import { CONSULTS, WORK } from "../work.ts";

/** Ten working days, without the time in which the applicant pays. */
export const edition20240801: Edition = {
  inForceFrom: day("2024-08-01"),
  source: {
    document: "Luật Đất đai 31/2024/QH15, Điều 133; Nghị định 101/2024/NĐ-CP",
    certainty: "M",
  },
  legalBasis: [
    text("Luật Đất đai 31/2024/QH15", "Law 31/2024/QH15 on Land"),
    text(
      "Nghị định 101/2024/NĐ-CP về đăng ký đất đai",
      "Decree 101/2024/ND-CP on land registration",
    ),
  ],
  form: FORM,
  schema: recordSchema(FORM),
  process: PROCESS,
  clock: { answer: workingHours(8), processing: workingDays(10) },
  feeVnd: 0,
  rules: { fee: FEE },
  papers: PAPERS,
  prefill: [
    {
      from: "land-use-change",
      fields: {
        ownerName: "ownerName",
        ownerCitizenId: "ownerCitizenId",
        ownerAddress: "ownerAddress",
        landCertificate: "landCertificate",
        plotNumber: "plotNumber",
        plotArea: "plotArea",
        site: "site",
      },
    },
  ],
  work: WORK,
  consults: CONSULTS,
  desk: { supplementAt: ["receive"], refuseAt: ["receive", "review"] },
  result: {
    title: text("Xác nhận đăng ký biến động đất đai", "Registration of a change of land use"),
    register: "land-use-changes",
    notation: "XN-ĐKĐĐ",
    print: CERTIFICATE,
    paperKind: "land-use-certificate",
    record: {
      id: "land-use-change",
      fields: [
        "plotNumber",
        "ownerName",
        "ownerCitizenId",
        "ownerAddress",
        "landCertificate",
        "plotArea",
        "site",
        "change",
        "newPurpose",
        "verify.entry",
      ],
      persons: [{ name: "ownerName", citizenNumber: "ownerCitizenId" }],
    },
  },
  steps: [
    text(
      "Điền thông tin, tải giấy chứng nhận, hợp đồng và tờ khai nghĩa vụ tài chính lên.",
      "Fill in the form, upload certificate, contract and the declaration for the tax.",
    ),
    text(
      "Bộ phận một cửa trả lời trong 8 giờ làm việc; nếu thiếu, bạn được yêu cầu bổ sung một lần, đầy đủ.",
      "The desk answers within 8 working hours; if something is missing you are asked once, for everything.",
    ),
    text(
      "Cán bộ đối chiếu hồ sơ địa chính; Cục Thuế Thành phố xác định số tiền trong 5 ngày làm việc.",
      "An officer compares with the land register; the City Tax Department says what is owed within 5 working days.",
    ),
    text(
      "Bạn nộp tiền vào ngân sách nhà nước và đưa chứng từ; thời hạn tạm dừng trong lúc chờ.",
      "You pay to the state budget and bring the proof; the clock stands still meanwhile.",
    ),
    text(
      "Trưởng phòng xem xét, lãnh đạo Ủy ban nhân dân ký số; tổng cộng 10 ngày làm việc.",
      "The head reviews and the leader signs; 10 working days in all.",
    ),
  ],
  samples: SAMPLES,
};
