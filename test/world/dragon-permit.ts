import {
  type App,
  day,
  type Edition,
  field,
  type FormDefinition,
  recordSchema,
  text,
  workingDays,
  workingHours,
} from "#app-kit";
import { diagram } from "./diagram.ts";

const FORM: FormDefinition = {
  titleField: "dragonName",
  steps: [
    {
      id: "rong",
      title: text("Con rồng", "The dragon"),
      items: [
        field("keeper", "text", text("Họ và tên người nuôi", "Full name of the keeper")),
        field("dragonName", "text", text("Tên rồng", "Name of the dragon")),
      ],
    },
  ],
};

/** Receive, look at the lair, have the fire tax paid, sign, release. */
const PROCESS = diagram(
  `<bpmn:startEvent id="start" /><bpmn:userTask id="receive" name="Tiếp nhận" egov:role="receiver" />
   <bpmn:exclusiveGateway id="checked" />
   <bpmn:userTask id="inspect" name="Xem hang" egov:role="specialist" /><bpmn:exclusiveGateway id="seen" />
   <bpmn:userTask id="tax" name="Nộp thuế lửa" egov:role="receiver" />
   <bpmn:userTask id="sign" name="Ký" egov:role="leader" />
   <bpmn:receiveTask id="await-signature" name="Ghi chữ ký số" messageRef="m_signed" egov:role="leader" />
   <bpmn:userTask id="release" name="Trả kết quả" egov:role="clerk" />
   <bpmn:endEvent id="done" /><bpmn:endEvent id="refused" />`.replaceAll(
    "await-signature",
    "await_signature",
  ),
  [
    ["start", "receive"],
    ["receive", "checked"],
    ["checked", "inspect", 'outcome == "accept"'],
    ["checked", "refused", "default"],
    ["inspect", "seen"],
    ["seen", "tax", 'outcome == "safe"'],
    ["seen", "inspect", "default"],
    ["tax", "sign"],
    ["sign", "await_signature"],
    ["await_signature", "release"],
    ["release", "done"],
  ],
);

const EDITION: Edition = {
  inForceFrom: day("2020-01-01"),
  source: { document: "Quy ước của bài thử", certainty: "M" },
  legalBasis: [text("Không có luật nào", "No law at all")],
  form: FORM,
  schema: recordSchema(FORM),
  process: PROCESS,
  clock: { answer: workingHours(8), processing: workingDays(5) },
  feeVnd: 0,
  papers: [],
  work: [
    {
      step: "inspect",
      lead: text("Đo hang và chụp cửa hang.", "Measure the lair and take its picture."),
      asks: [
        field("area", "decimal", text("Diện tích hang (m²)", "Area of the lair (m²)")),
        field("place", "position", text("Vị trí", "Position")),
      ],
      papers: [
        {
          id: "photo",
          title: text("Ảnh cửa hang", "Picture of the entrance"),
          explain: text("Thấy rõ cửa.", "The entrance is seen."),
          isRequired: true,
          copies: 1,
        },
      ],
      outcomes: [
        { id: "safe", label: text("An toàn", "Safe"), needsReason: false },
        { id: "again", label: text("Xem lại", "Look again"), needsReason: true },
      ],
    },
    {
      step: "tax",
      lead: text("Xác nhận thuế lửa đã nộp.", "Confirm that the fire tax was paid."),
      asks: [],
      papers: [],
      outcomes: [{ id: "paid", label: text("Đã nộp", "Paid"), needsReason: false }],
      pausesFor: text("Chờ nộp thuế lửa", "Waiting for the fire tax"),
    },
  ],
  desk: { supplementAt: [], refuseAt: ["receive"] },
  result: {
    title: text("Giấy phép nuôi rồng", "Dragon permit"),
    register: "dragon-permits",
    notation: "GP-NR",
    print: {
      heading: [text("Giấy phép nuôi rồng", "Dragon permit")],
      isBilingual: true,
      points: [
        { label: text("Tên rồng", "Name"), lines: [text("{dragonName|upper}", "{dragonName}")] },
        {
          label: text("Hang", "Lair"),
          lines: [
            text("{inspect.area} m², tại {inspect.place}", "{inspect.area} m², {inspect.place}"),
          ],
        },
      ],
      closing: [text("Không cho rồng ra đường.", "The dragon stays off the street.")],
    },
    record: { id: "dragon", fields: ["dragonName", "inspect.area"], persons: [] },
  },
  steps: [text("Khai tên rồng.", "Name the dragon.")],
  samples: [
    {
      name: "Rồng Lửa",
      answers: { keeper: "Trần Minh Quân", dragonName: "Rồng Lửa" },
      papers: [],
      receivedAt: "2025-04-25T09:00:00+07:00",
      expect: { kind: "accepted", dueAt: "2025-05-06T17:00:00+07:00", feeVnd: 0 },
    },
    {
      name: "Rồng không tên",
      answers: { keeper: "Trần Minh Quân" },
      papers: [],
      receivedAt: "2025-04-25T09:00:00+07:00",
      expect: { kind: "refused", fields: ["dragonName"] },
    },
  ],
};

/** A procedure that no law knows, with everything a step of its own can have. */
export const dragonPermit: App = {
  id: "nuoi-rong",
  procedureCode: "9.000001.000.00.00.H29",
  title: text("Cấp giấy phép nuôi rồng", "Dragon permit"),
  summary: text("Dành cho người nuôi rồng.", "For those who keep dragons."),
  field: text("Thú lạ", "Strange beasts"),
  receivedBy: text(
    "Ủy ban nhân dân quận nơi có hang",
    "People’s Committee of the district of the lair",
  ),
  ownerKind: "district",
  editions: [EDITION],
};
