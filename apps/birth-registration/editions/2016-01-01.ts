import { day, type Edition, field, recordSchema, sameDay, text, workingHours } from "#app-kit";
import { CERTIFICATE } from "../certificate.ts";
import { FORM } from "../form.ts";
import { PAPERS } from "../papers.ts";
import { PROCESS } from "../process.ts";
import { SAMPLES } from "../samples.ts";

/** From 15:00 on the result may be given on the next working day (Law on Civil Status 2014, Art. 16; R17). */
const LATE_FROM_MINUTE = 15 * 60;

export const edition20160101: Edition = {
  inForceFrom: day("2016-01-01"),
  source: { document: "Luật Hộ tịch 60/2014/QH13, Điều 16", certainty: "S2" },
  legalBasis: [
    text("Luật Hộ tịch 60/2014/QH13", "Law 60/2014/QH13 on civil status"),
    text(
      "Nghị định 123/2015/NĐ-CP hướng dẫn Luật Hộ tịch",
      "Decree 123/2015/ND-CP guiding the Law on civil status",
    ),
  ],
  form: FORM,
  schema: recordSchema(FORM),
  process: PROCESS,
  clock: { answer: workingHours(8), processing: sameDay(), lateFromMinute: LATE_FROM_MINUTE },
  feeVnd: 0,
  papers: PAPERS,
  work: [
    {
      step: "enter-register",
      lead: text(
        "Đối chiếu giấy chứng sinh, ghi vào Sổ đăng ký khai sinh và lấy số định danh cá nhân cho trẻ.",
        "Compare the medical certificate, enter the birth and draw the child’s personal number.",
      ),
      asks: [
        field("book", "text", text("Quyển số", "Book"), { maxLength: 20 }),
        field("page", "count", text("Trang số", "Page")),
        field(
          "personalNumber",
          "citizen-id",
          text("Số định danh cá nhân của trẻ", "The child’s personal number"),
        ),
      ],
      papers: [],
      outcomes: [
        {
          id: "entered",
          label: text("Đã ghi sổ, trình ký", "Entered; pass on for signing"),
          needsReason: false,
        },
      ],
    },
  ],
  desk: { supplementAt: ["receive"], refuseAt: ["receive"] },
  result: {
    title: text("Giấy khai sinh", "Birth certificate"),
    register: "births",
    notation: "KS",
    print: CERTIFICATE,
    record: {
      id: "birth",
      fields: [
        "childName",
        "bornOn",
        "sex",
        "birthplace",
        "hometown",
        "ethnicity",
        "enter-register.personalNumber",
        "enter-register.book",
        "enter-register.page",
        "motherName",
        "motherBornOn",
        "motherCitizenId",
        "motherAddress",
        "fatherName",
        "fatherBornOn",
        "fatherCitizenId",
      ],
      persons: [
        { name: "childName", citizenNumber: "personalNumber" },
        { name: "motherName", citizenNumber: "motherCitizenId" },
        { name: "fatherName", citizenNumber: "fatherCitizenId" },
      ],
    },
  },
  steps: [
    text(
      "Điền tờ khai và tải Giấy chứng sinh lên; không phải đến phường.",
      "Fill in the declaration and upload the medical certificate; no visit to the ward.",
    ),
    text(
      "Hồ sơ nộp trước 15 giờ được giải quyết trong ngày; sau 15 giờ thì trong ngày làm việc tiếp theo.",
      "Filed before 15:00 it is done the same day; after that, on the next working day.",
    ),
    text(
      "Công chức tư pháp - hộ tịch ghi sổ và lấy số định danh cho trẻ, lãnh đạo phường ký số.",
      "The civil status officer enters the birth and draws the personal number; the ward’s leader signs.",
    ),
    text(
      "Bạn được báo, tải Giấy khai sinh và có thể đánh giá việc phục vụ.",
      "You are told, download the certificate and may rate the service.",
    ),
  ],
  samples: SAMPLES,
};
