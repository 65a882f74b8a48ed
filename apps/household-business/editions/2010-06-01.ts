import { day, type Edition, recordSchema, text, workingDays, workingHours } from "#app-kit";
import { CERTIFICATE } from "../certificate.ts";
import { FORM } from "../form.ts";
import { PAPERS } from "../papers.ts";
import { PROCESS } from "../process.ts";
import { samplesDue } from "../samples.ts";
import { STEPS } from "../steps.ts";

/** Five working days (R39). */
export const edition20100601: Edition = {
  inForceFrom: day("2010-06-01"),
  source: { document: "Nghị định 43/2010/NĐ-CP, Điều 52", certainty: "M" },
  legalBasis: [
    text(
      "Nghị định 43/2010/NĐ-CP về đăng ký doanh nghiệp",
      "Decree 43/2010/ND-CP on enterprise registration",
    ),
  ],
  form: FORM,
  schema: recordSchema(FORM),
  process: PROCESS,
  clock: { answer: workingHours(8), processing: workingDays(5) },
  feeVnd: 100_000,
  papers: PAPERS,
  prefill: [
    {
      from: "household-business",
      fields: {
        ownerName: "ownerName",
        ownerCitizenId: "ownerCitizenId",
        ownerBornOn: "ownerBornOn",
        ownerAddress: "ownerAddress",
      },
    },
  ],
  work: [],
  desk: { supplementAt: ["receive"], refuseAt: ["receive"] },
  result: {
    title: text(
      "Giấy chứng nhận đăng ký hộ kinh doanh",
      "Certificate of household business registration",
    ),
    register: "household-business-certificates",
    notation: "GCN-HKD",
    print: CERTIFICATE,
    paperKind: "household-business-certificate",
    record: {
      id: "household-business",
      fields: [
        "businessName",
        "ownerName",
        "ownerCitizenId",
        "ownerBornOn",
        "ownerAddress",
        "street",
        "ward",
        "trades",
        "capitalVnd",
        "members",
      ],
      persons: [{ name: "ownerName", citizenNumber: "ownerCitizenId" }],
    },
  },
  steps: STEPS,
  samples: samplesDue({
    friday: "2025-05-06T17:00:00+07:00",
    beforeTet: "2025-02-06T17:00:00+07:00",
  }),
};
