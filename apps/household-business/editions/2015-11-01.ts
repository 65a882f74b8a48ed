import { day, days, type Edition, text, workingDays, workingHours } from "#app-kit";
import { samplesDue } from "../samples.ts";
import { edition20100601 } from "./2010-06-01.ts";

/** Three working days (R39), and thirty days to supplement, as offices do [M]; everything else as before. */
export const edition20151101: Edition = {
  ...edition20100601,
  inForceFrom: day("2015-11-01"),
  source: { document: "Nghị định 78/2015/NĐ-CP, Điều 71", certainty: "M" },
  legalBasis: [
    text(
      "Nghị định 78/2015/NĐ-CP về đăng ký doanh nghiệp",
      "Decree 78/2015/ND-CP on enterprise registration",
    ),
    text(
      "Nghị định 61/2018/NĐ-CP về cơ chế một cửa trong giải quyết thủ tục hành chính",
      "Decree 61/2018/ND-CP on the one-stop shop for administrative procedures",
    ),
  ],
  clock: { answer: workingHours(8), processing: workingDays(3), supplement: days(30) },
  samples: samplesDue({
    friday: "2025-04-29T17:00:00+07:00",
    beforeTet: "2025-02-04T17:00:00+07:00",
  }),
};
