import {
  day,
  type Edition,
  type FormDefinition,
  recordSchema,
  text,
  type Text,
  workingDays,
  workingHours,
} from "#app-kit";
import { FORM, PART_FORM, TOLD } from "./form.ts";
import { DECISION_PAPERS, PAPERS, REVIEW_PAPERS } from "./papers.ts";
import { DECISION_PROCESS, PROCESS, REVIEW_PROCESS } from "./process.ts";
import { CHECKED, CONFIRMATION, DECIDED } from "./results.ts";
import { DECISION_SAMPLES, REVIEW_SAMPLES, SAMPLES } from "./samples.ts";

function common(form: FormDefinition) {
  return {
    inForceFrom: day("2015-01-01"),
    source: {
      document: "Thông tư 05/2013/TT-BLĐTBXH",
      certainty: "M",
    },
    legalBasis: [
      text(
        "Pháp lệnh Ưu đãi người có công với cách mạng",
        "Ordinance on preferential treatment of people of merit",
      ),
      text("Thông tư 05/2013/TT-BLĐTBXH", "Circular 05/2013/TT-BLDTBXH"),
    ],
    form,
    schema: recordSchema(form),
    feeVnd: 0,
  } as const;
}

/** The whole: 25 working days, of which 5 are the ward's own. */
export const LEAD_EDITION: Edition = {
  ...common(FORM),
  process: PROCESS,
  clock: { answer: workingHours(8), processing: workingDays(25) },
  papers: PAPERS,
  work: [
    {
      step: "confirm",
      lead: text(
        "Đối chiếu bản khai với hồ sơ người có công đang quản lý tại phường.",
        "Compare the declaration with the merit file that the ward keeps.",
      ),
      asks: [],
      papers: [],
      outcomes: [
        {
          id: "confirmed",
          label: text("Đúng, trình ký xác nhận", "Right; pass on for signing"),
          needsReason: false,
        },
      ],
    },
  ],
  linked: {
    ownTerm: workingDays(5),
    parts: [
      {
        step: "district",
        appId: "mai-tang-phi-tham-tra",
        agency: "parent",
        tells: TOLD,
        papers: { "ban-khai": "ban-khai", "chung-tu": "chung-tu", "xac-nhan-phuong": "result" },
      },
      {
        step: "department",
        appId: "mai-tang-phi-quyet-dinh",
        agency: "so-lao-dong-thuong-binh-va-xa-hoi",
        tells: TOLD,
        papers: {
          "ban-khai": "ban-khai",
          "chung-tu": "chung-tu",
          "xac-nhan-phuong": "result",
          "ket-qua-tham-tra": "district.result",
        },
      },
    ],
  },
  desk: { supplementAt: ["receive"], refuseAt: ["receive"] },
  result: CONFIRMATION,
  steps: [
    text(
      "Điền tờ khai, tải bản khai và Giấy chứng tử lên; chỉ nộp một lần tại phường.",
      "Fill in the form, upload declaration and death certificate; file once, with the ward.",
    ),
    text(
      "Phường xác nhận trong 5 ngày làm việc và chuyển quận, huyện.",
      "The ward confirms within 5 working days and hands over to the district.",
    ),
    text(
      "Quận, huyện thẩm tra trong 10 ngày làm việc và chuyển Sở Lao động - Thương binh và Xã hội.",
      "The district checks within 10 working days and hands over to the department.",
    ),
    text(
      "Sở ký quyết định trong 10 ngày làm việc; phường trả toàn bộ kết quả cho bạn.",
      "The department decides within 10 working days; the ward hands you all results.",
    ),
  ],
  samples: SAMPLES,
};

function part(given: Pick<Edition, "process" | "papers" | "result" | "samples">, told: Text) {
  return {
    ...common(PART_FORM),
    clock: { answer: workingHours(8), processing: workingDays(10) },
    work: [],
    desk: { supplementAt: [], refuseAt: ["review"] },
    steps: [told],
    ...given,
  } satisfies Edition;
}

export const REVIEW_EDITION: Edition = part(
  {
    process: REVIEW_PROCESS,
    papers: REVIEW_PAPERS,
    result: CHECKED,
    samples: REVIEW_SAMPLES,
  },
  text(
    "Quận, huyện thẩm tra hồ sơ do phường chuyển đến.",
    "The district checks what the ward handed over.",
  ),
);
export const DECISION_EDITION: Edition = part(
  {
    process: DECISION_PROCESS,
    papers: DECISION_PAPERS,
    result: DECIDED,
    samples: DECISION_SAMPLES,
  },
  text(
    "Sở quyết định trên hồ sơ do phường và quận, huyện chuyển đến.",
    "The department decides on what ward and district handed over.",
  ),
);
