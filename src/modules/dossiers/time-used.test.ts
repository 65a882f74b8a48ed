import { afterAll, beforeAll, expect, test } from "vitest";
import { processOf } from "#engines/workflow";
import { clocksOf } from "#modules/deadlines";
import { unitsActing } from "#modules/organisation";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import {
  answerSupplement,
  askSupplement,
  acceptDossier,
  type Dossier,
  examineDossier,
} from "./index.ts";
import { timeUsed } from "./time-used.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

const at = (text: string): Date => new Date(`${text}+07:00`);
const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });

test("the desk used an hour and a half, Quân four days, the finance unit the rest: each step and each office is named", async () => {
  const { deps, lanTheReceiver: lan, haTheSpecialist: ha } = city;
  const filed = await city.dossierAt("receive", at("2025-06-02T08:00"));
  const asked = value(
    await city.as(lan, (tx) =>
      askSupplement(tx, at("2025-06-02T09:00"), deps, lan, {
        ...on(filed),
        defects: [{ field: "can-cuoc", words: "Ảnh mờ" }],
      }),
    ),
  );
  const answered = value(
    await city.as(lan, (tx) =>
      answerSupplement(tx, at("2025-06-06T09:00"), deps, {
        publicId: asked.publicId,
        accountId: city.quan.accountId,
        answers: asked.answers,
      }),
    ),
  );
  const accepted = value(
    await city.as(lan, (tx) => acceptDossier(tx, at("2025-06-06T09:30"), deps, lan, on(answered))),
  );
  value(
    await city.as(ha, (tx) =>
      examineDossier(tx, at("2025-06-06T15:00"), deps, ha, { ...on(accepted), proposal: "Đủ" }),
    ),
  );
  const now = at("2025-06-09T08:30");
  const used = await city.as(ha, async (tx) => {
    const process = await processOf(tx, "dossier", filed.id);
    const clocks = await clocksOf(tx, "dossier", filed.id);
    const { time } = await deps.calendars.workingTime(tx, now);
    if (process === undefined) throw new Error("the dossier has a process");
    const officials = [lan.actor.officialId, ha.actor.officialId];
    const officeOf = await unitsActing(tx, ha.actor.agencyId, officials, now);
    return timeUsed({ process, clocks, time, now, officeOf });
  });

  expect(used?.steps).toEqual([
    { step: "Tiếp nhận", office: "Bộ phận Tiếp nhận và Trả kết quả", minutes: 60 + 30 },
    { step: "Thẩm định", office: "Phòng Tài chính - Kế hoạch", minutes: 120 + 120 },
    { step: "Xem xét", office: "Phòng Tài chính - Kế hoạch", minutes: 120 + 60 },
  ]);
  expect(used?.offices).toEqual([
    { office: "Bộ phận Tiếp nhận và Trả kết quả", minutes: 90 },
    { office: "Phòng Tài chính - Kế hoạch", minutes: 420 },
  ]);
  expect(used?.pausedMinutes).toBe(4 * 8 * 60);
});

test("time of an official is told by the unit they acted in, of nobody by the units that have the role", async () => {
  const { haTheSpecialist: ha, lanTheReceiver: lan } = city;
  const officeOf = await city.as(ha, (tx) =>
    unitsActing(tx, ha.actor.agencyId, [lan.actor.officialId], FRIDAY_MORNING),
  );

  expect(officeOf("receiver", lan.actor.officialId)).toBe("Bộ phận Tiếp nhận và Trả kết quả");
  expect(officeOf("leader", null)).toBe("Lãnh đạo Ủy ban nhân dân");
  expect(officeOf("mayor", null)).toBe("");
});
