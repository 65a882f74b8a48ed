import { expect, test } from "vitest";
import { editionOn } from "#app-kit";
import { day } from "#kernel/calendar-day";
import { constructionPermit } from "../../../apps/construction-permit/app.ts";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import type { Dossier } from "./dossier.ts";
import { portalRecord, type PortalSource } from "./portal-record.ts";
import { RECORD } from "./portal-schema.ts";

const at = (text: string): Date => new Date(`${text}+07:00`);
const permit = editionOn(constructionPermit, day("2025-04-25"));
const bakery = editionOn(householdBusiness, day("2025-04-25"));
if (permit === undefined || bakery === undefined) throw new Error("both are in force");

const source = (change: Partial<PortalSource>, answers: Dossier["answers"]): PortalSource => ({
  dossier: {
    code: "000.01.01.H29-250425-0001",
    title: "Nhà ở riêng lẻ",
    applicantName: "Trần Minh Quân",
    state: "stopped",
    channel: "online",
    acceptedAt: at("2025-04-25T09:00"),
    dueAt: at("2025-05-20T17:00"),
    releasedAt: null,
    resultNumber: null,
    answers,
  } as Dossier, // the record reads these and no others
  app: constructionPermit,
  edition: permit,
  endedAt: at("2025-05-05T10:30"),
  agencyName: "Quận 1",
  contact: { citizenId: "079085000417", phone: null, email: null },
  files: [],
  charges: [],
  supplements: [],
  ...change,
});
const withTaxCode = permit.samples.find((one) => typeof one.answers["ownerTaxCode"] === "string");

// R22
test("a company that gives its tax code is a business under that number, and a person is one under theirs", () => {
  expect(withTaxCode).toBeDefined();
  const answers = withTaxCode?.answers ?? {};
  expect(portalRecord(source({}, answers))).toMatchObject({
    LoaiDoiTuong: "2",
    MaDoiTuong: answers["ownerTaxCode"],
  });
  const ofPerson = source({ app: householdBusiness, edition: bakery }, {});
  expect(portalRecord(ofPerson)).toMatchObject({ LoaiDoiTuong: "1", MaDoiTuong: "079085000417" });
  const unknown = portalRecord({ ...ofPerson, contact: undefined });
  expect(unknown).toMatchObject({ LoaiDoiTuong: null, MaDoiTuong: null });
});

test("a dossier that was stopped has an end and no day of return, and every supplement that was asked", () => {
  const supplement = {
    id: "x",
    askedAt: at("2025-04-26T08:00"),
    askedBy: "",
    answeredAt: at("2025-04-28T08:00"),
    answerBy: null,
    expiredAt: null,
    decisionNumber: "",
    decisionReason: "",
  };
  const record = portalRecord(
    source(
      {
        supplements: [
          { ...supplement, defects: [{ field: "a", words: "Ảnh mờ" }] },
          { ...supplement, defects: [{ field: "b", words: "Thiếu mặt sau" }], answeredAt: null },
        ],
      },
      {},
    ),
  );
  expect(record).toMatchObject({
    NgayTra: null,
    NgayKetThucXuLy: "20250505103000",
    TrangThaiHoSo: "8",
    DanhSachHoSoBoSung: [
      { NoiDung: "Ảnh mờ", NgayBoSung: "20250428080000" },
      { NoiDung: "Thiếu mặt sau", NgayBoSung: null },
    ],
  });
});

test("the record has the names that its description promises, all of them and no other", () => {
  expect(Object.keys(portalRecord(source({}, {})))).toEqual(RECORD.required);
});
