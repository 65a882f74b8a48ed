import { day, days, type Edition, field, recordSchema, text, workingHours } from "#app-kit";
import { CERTIFICATE } from "../certificate.ts";
import { FEE } from "../fee.ts";
import { FORM } from "../form.ts";
import { PAPERS } from "../papers.ts";
import { PLANNING_EXTRACT } from "../planning-extract.ts";
import { PROCESS } from "../process.ts";
import { PLANNING } from "../rules.ts";
import { SAMPLES } from "../samples.ts";

/** Fifteen days for a single house (Law on Construction 2014, Art. 102). */
export const edition20150101: Edition = {
  inForceFrom: day("2015-01-01"),
  source: { document: "Luật Xây dựng 50/2014/QH13, Điều 102", certainty: "M" },
  legalBasis: [
    text("Luật Xây dựng 50/2014/QH13", "Law 50/2014/QH13 on Construction"),
    text(
      "Nghị định 61/2018/NĐ-CP về cơ chế một cửa trong giải quyết thủ tục hành chính",
      "Decree 61/2018/ND-CP on the one-stop shop for administrative procedures",
    ),
  ],
  form: FORM,
  schema: recordSchema(FORM),
  process: PROCESS,
  clock: { answer: workingHours(8), processing: days(15) },
  feeVnd: 0,
  rules: { fee: FEE, planning: PLANNING },
  isFeeDueFirst: true,
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
  work: [
    {
      step: "inspect",
      lead: text(
        "Đo đạc tại hiện trường, chụp ảnh và ghi vị trí.",
        "Measure on the site, take pictures and write down the position.",
      ),
      asks: [
        field("inspectedOn", "date", text("Ngày kiểm tra", "Day of the inspection")),
        field(
          "place",
          "position",
          text("Vị trí (vĩ độ; kinh độ)", "Position (latitude; longitude)"),
          {
            hint: text("Ví dụ: 10,77689; 106,70042", "For example: 10.77689; 106.70042"),
          },
        ),
        field("measuredArea", "decimal", text("Diện tích đo được (m²)", "Area as measured (m²)")),
        field("level", "decimal", text("Cốt nền (m)", "Level (m)")),
        field("observed", "long-text", text("Nhận xét hiện trạng", "What was seen"), {
          maxLength: 2000,
        }),
      ],
      papers: [
        {
          id: "anh",
          title: text("Ảnh hiện trường", "Pictures of the site"),
          explain: text("Mặt trước, hai bên và lối vào.", "Front, both sides and the access."),
          isRequired: true,
          copies: 1,
        },
      ],
      outcomes: [
        {
          id: "inspected",
          label: text("Xong, chuyển bước tiếp theo", "Done; on to the next step"),
          needsReason: false,
        },
      ],
    },
    {
      step: "draft",
      lead: text(
        "Tổng hợp ý kiến của các sở và ghi điều kiện của giấy phép.",
        "Bring the opinions together and write the conditions of the permit.",
      ),
      asks: [
        field("buildingLine", "text", text("Chỉ giới xây dựng", "Building line"), {
          maxLength: 120,
        }),
        field(
          "conditions",
          "long-text",
          text("Điều kiện của giấy phép", "Conditions of the permit"),
          {
            maxLength: 2000,
          },
        ),
      ],
      papers: [],
      outcomes: [
        {
          id: "proposed",
          label: text("Trình trưởng phòng", "Pass on to the head"),
          needsReason: false,
        },
      ],
    },
  ],
  calls: [PLANNING_EXTRACT],
  consults: [
    {
      step: "consult",
      agencies: ["so-quy-hoach-kien-truc", "so-tai-nguyen-va-moi-truong"],
      question: text(
        "Công trình có phù hợp với quy hoạch, chỉ giới và việc sử dụng đất tại địa điểm này không?",
        "Do the works fit the planning, the building lines and the use of land at this place?",
      ),
      tells: [
        "plotNumber",
        "plotArea",
        "site",
        "works",
        "groundArea",
        "floorArea",
        "floors",
        "height",
        "setback",
      ],
      papers: ["ban-ve", "inspect.anh"],
      outcomes: [
        { id: "agree", label: text("Đồng ý", "Agrees"), needsReason: false },
        {
          id: "conditions",
          label: text("Đồng ý có điều kiện", "Agrees with conditions"),
          needsReason: true,
        },
        { id: "object", label: text("Không đồng ý", "Objects"), needsReason: true },
      ],
    },
  ],
  desk: { supplementAt: ["receive"], refuseAt: ["receive", "review"] },
  returns: [
    { at: "review", to: ["draft", "inspect"] },
    { at: "sign", to: ["review", "draft"] },
  ],
  result: {
    title: text("Giấy phép xây dựng", "Construction permit"),
    register: "construction-permits",
    notation: "GPXD",
    print: CERTIFICATE,
    paperKind: "construction-permit",
    drafts: [
      {
        step: "draft",
        field: "buildingLine",
        from: day("2015-01-01"),
        template: text(
          "theo bản vẽ kèm giấy phép; khoảng lùi {setback} m",
          "as on the drawings of the permit; set-back {setback} m",
        ),
      },
      {
        step: "draft",
        field: "conditions",
        from: day("2015-01-01"),
        template: text(
          "Xây dựng đúng vị trí, cốt nền {inspect.level} m và chỉ giới ghi trong giấy phép này, đúng bản vẽ đã được thẩm định; không vượt {floors} tầng và chiều cao {height} m. Thông báo ngày khởi công cho Ủy ban nhân dân phường trước 07 ngày làm việc. Bảo đảm an toàn cho công trình liền kề trong lúc thi công.",
          "Build at the place, the level of {inspect.level} m and the line named in this permit, as on the approved drawings; not above {floors} floors and {height} m. Tell the ward's People's Committee of the start 7 working days ahead. Keep the neighbouring buildings safe meanwhile.",
        ),
      },
    ],
    record: {
      id: "construction-permit",
      fields: [
        "houseName",
        "ownerName",
        "ownerCitizenId",
        "ownerTaxCode",
        "ownerAddress",
        "plotNumber",
        "landCertificate",
        "plotArea",
        "site",
        "works",
        "groundArea",
        "floorArea",
        "floors",
        "height",
        "setback",
        "inspect.level",
        "draft.buildingLine",
        "draft.conditions",
      ],
      persons: [{ name: "ownerName", citizenNumber: "ownerCitizenId", taxCode: "ownerTaxCode" }],
    },
  },
  steps: [
    text(
      "Điền thông tin, tải giấy chứng nhận quyền sử dụng đất và bản vẽ lên, nộp lệ phí bằng mã QR.",
      "Fill in the form, upload the land-use certificate and drawings, pay the fee by QR.",
    ),
    text(
      "Bộ phận một cửa trả lời trong 8 giờ làm việc; nếu thiếu, bạn được yêu cầu bổ sung một lần, đầy đủ.",
      "The desk answers within 8 working hours; if something is missing you are asked once, for everything.",
    ),
    text(
      "Cán bộ đến đo đạc tại hiện trường; nhà xây mới được trích lục quy hoạch; rồi hai sở cho ý kiến cùng lúc, mỗi sở trong 5 ngày làm việc.",
      "An officer measures on the site; for a new house a planning extract is taken; then two departments are asked at once, five working days each.",
    ),
    text(
      "Trưởng phòng xem xét, lãnh đạo Ủy ban nhân dân ký số giấy phép trong 15 ngày.",
      "The head reviews and the leader signs the permit within 15 days.",
    ),
    text(
      "Bạn được báo, tải giấy phép và có thể đánh giá việc phục vụ.",
      "You are told, download the permit and may rate the service.",
    ),
  ],
  samples: SAMPLES,
};
