import type { NewApp } from "./new-app.ts";

type Named = NewApp & { readonly id: string; readonly name: string; readonly code: string };

const DESKS = {
  ward: ["Ủy ban nhân dân phường, xã nơi cư trú", "People’s Committee of the ward of residence"],
  district: ["Ủy ban nhân dân quận, huyện nơi cư trú", "People’s Committee of the district"],
  department: ["Sở quản lý ngành", "The department of the field"],
} as const;

/** The files of a procedure that holds as it stands: a request, one paper, examined, reviewed, signed. */
export function newAppFiles(app: Named): ReadonlyMap<string, string> {
  const edition = `edition${app.on.replaceAll("-", "")}`;
  return new Map([
    ["README.md", readme(app)],
    ["app.ts", appFile(app, edition)],
    ["form.ts", FORM],
    ["papers.ts", PAPERS],
    ["process.ts", processFile(app)],
    ["certificate.ts", certificateFile(app)],
    ["samples.ts", SAMPLES],
    [`editions/${app.on}.ts`, editionFile(app, edition)],
  ]);
}

/** Both titles as a text of the app. */
function title({ vi, en }: Named): string {
  return `text(${JSON.stringify(vi)}, ${JSON.stringify(en)})`;
}

function readme({ vi, en }: Named): string {
  return `# ${en} (${vi.toLocaleLowerCase("vi")})

A specialist application: data only. \`app.ts\` names it, \`editions/\` holds the law by its first day in force, the other files are what
editions share; \`samples.ts\` are filled dossiers with what must come of them.

Its code, source and certainty are those of a draft: put in the code of the national register and the document before it is used.
`;
}

function appFile(app: Named, edition: string): string {
  const [vi, en] = DESKS[app.ownerKind];
  return `import { type App, text } from "#app-kit";
import { ${edition} } from "./editions/${app.on}.ts";

/** ${app.vi}. */
export const ${app.name}: App = {
  id: "${app.id}",
  procedureCode: "${app.code}",
  title: ${title(app)},
  summary: text("Dành cho người dân và tổ chức. Nộp trực tuyến.", "For citizens and organisations. Filed online."),
  field: text("Lĩnh vực khác", "Other fields"),
  receivedBy: text(${JSON.stringify(vi)}, ${JSON.stringify(en)}),
  ownerKind: "${app.ownerKind}",
  editions: [${edition}],
};
`;
}

const FORM = `import { field, type FormDefinition, text } from "#app-kit";

/** What an applicant tells, one matter a page. */
export const FORM: FormDefinition = {
  titleField: "subject",
  steps: [
    {
      id: "nguoi-de-nghi",
      title: text("Người đề nghị", "The applicant"),
      items: [
        field("ownerName", "text", text("Họ và tên", "Full name"), {
          maxLength: 100,
          autocomplete: "name",
        }),
        field(
          "ownerCitizenId",
          "citizen-id",
          text("Số định danh cá nhân", "Personal identification number"),
        ),
        field("ownerAddress", "address", text("Nơi thường trú", "Permanent address"), {
          autocomplete: "street-address",
        }),
        field("ownerPhone", "phone", text("Số điện thoại", "Telephone"), { autocomplete: "tel" }),
      ],
    },
    {
      id: "noi-dung",
      title: text("Nội dung đề nghị", "The request"),
      items: [field("subject", "text", text("Đề nghị về việc", "Request"), { maxLength: 120 })],
    },
  ],
};
`;

const PAPERS = `import { type Paper, text } from "#app-kit";

/** The checklist; what is not needed is not asked. */
export const PAPERS: readonly Paper[] = [
  {
    id: "don-de-nghi",
    title: text("Đơn đề nghị", "Request"),
    explain: text("Có chữ ký của người đề nghị.", "Signed by the applicant."),
    isRequired: true,
    copies: 1,
  },
];
`;

function processFile({ folder, vi }: Named): string {
  return `import { drawDeskProcess } from "#app-kit";

export const PROCESS = drawDeskProcess({
  id: "${folder}",
  name: ${JSON.stringify(vi)},
  enters: "examine",
  elements: [
    { id: "examine", kind: "userTask", name: "Thẩm định", role: "specialist", at: [3, 1] },
  ],
  flows: [["examine", "review"]],
  review: { again: "examine", notGranted: "Không cấp", refuse: "không cấp" },
  sign: "Ký kết quả",
});
`;
}

function certificateFile(app: Named): string {
  return `import { type ResultPrint, text } from "#app-kit";

export const CERTIFICATE: ResultPrint = {
  heading: [${title(app)}],
  isBilingual: false,
  points: [
    { label: text("Cấp cho", "Issued to"), lines: [text("{ownerName|upper}", "{ownerName}")] },
    { label: text("Về việc", "For"), lines: [text("{subject}", "{subject}")] },
  ],
  closing: [],
};
`;
}

const SAMPLES = `import type { Sample } from "#app-kit";

const REQUEST = {
  ownerName: "Trần Minh Quân",
  ownerCitizenId: "079085000417",
  ownerAddress: "12 Nguyễn Bỉnh Khiêm, Đa Kao, Quận 1",
  ownerPhone: "0901234567",
  subject: "Đề nghị mẫu",
} as const;

/** Filed on the Friday before a make-up Saturday and a long holiday. */
const FILED = { papers: ["don-de-nghi"], receivedAt: "2025-04-25T09:00:00+07:00" } as const;

export const SAMPLES: readonly Sample[] = [
  {
    ...FILED,
    name: "Đủ giấy tờ, nhận trước kỳ nghỉ dài",
    answers: REQUEST,
    expect: { kind: "accepted", dueAt: "2025-05-06T17:00:00+07:00", feeVnd: 0 },
  },
  {
    ...FILED,
    name: "Thiếu đơn và không ghi nội dung",
    answers: { ...REQUEST, subject: "" },
    papers: [],
    expect: { kind: "refused", fields: ["don-de-nghi", "subject"] },
  },
];
`;

function editionFile(app: Named, edition: string): string {
  return `import { day, days, type Edition, recordSchema, text, workingDays, workingHours } from "#app-kit";
import { CERTIFICATE } from "../certificate.ts";
import { FORM } from "../form.ts";
import { PAPERS } from "../papers.ts";
import { PROCESS } from "../process.ts";
import { SAMPLES } from "../samples.ts";

export const ${edition}: Edition = {
  inForceFrom: day("${app.on}"),
  source: { document: "Quy định của thành phố, chưa đối chiếu", certainty: "M" },
  legalBasis: [
    text(
      "Nghị định 61/2018/NĐ-CP về cơ chế một cửa trong giải quyết thủ tục hành chính",
      "Decree 61/2018/ND-CP on the one-stop shop for administrative procedures",
    ),
  ],
  form: FORM,
  schema: recordSchema(FORM),
  process: PROCESS,
  clock: { answer: workingHours(8), processing: workingDays(5), supplement: days(30) },
  feeVnd: 0,
  papers: PAPERS,
  work: [],
  desk: { supplementAt: ["receive"], refuseAt: ["receive"] },
  result: {
    title: ${title(app)},
    register: "${app.folder}",
    notation: "KQ",
    print: CERTIFICATE,
    record: {
      id: "${app.folder}",
      fields: ["subject", "ownerName", "ownerCitizenId"],
      persons: [{ name: "ownerName", citizenNumber: "ownerCitizenId" }],
    },
  },
  steps: [
    text("Điền đơn và tải giấy tờ lên.", "Fill in the request and upload the papers."),
    text("Cơ quan thẩm định và ký số kết quả.", "The agency examines it and signs the result."),
    text("Bạn được báo và tải kết quả.", "You are told and download the result."),
  ],
  samples: SAMPLES,
};
`;
}
