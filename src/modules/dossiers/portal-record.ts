import { type App, applies, type Edition, isGroup } from "#app-kit";
import { folded } from "#kernel/vietnamese-text";
import type { Charge } from "#modules/payments";
import { type Dossier, STATES } from "./dossier.ts";
import type { Supplement } from "./supplement-store.ts";

/** What a record of the national portal is made from. */
export interface PortalSource {
  readonly dossier: Dossier;
  readonly app: App;
  readonly edition: Edition;
  /** When it ended, with a result or without. */
  readonly endedAt: Date | null;
  readonly agencyName: string;
  readonly contact:
    | {
        readonly citizenId: string | null;
        readonly phone: string | null;
        readonly email: string | null;
      }
    | undefined;
  readonly files: readonly { readonly slot: string; readonly name: string }[];
  readonly charges: readonly Charge[];
  readonly supplements: readonly Supplement[];
}

const RESULT_SLOT = "result";

/** R22: a dossier under the national portal's names and state codes. What is not known is null, never an invented value. */
export function portalRecord(source: PortalSource): object {
  const { dossier, app, edition, contact, files } = source;
  const business = businessNumber(dossier, edition);
  const paperTitles = new Map(edition.papers.map((paper) => [paper.id, paper.title.vi]));
  return {
    MaHoSo: dossier.code,
    ...portalProcedure(app),
    ChuHoSo: dossier.applicantName,
    ...(business === undefined
      ? {
          LoaiDoiTuong: contact?.citizenId == null ? null : "1",
          MaDoiTuong: contact?.citizenId ?? null,
        }
      : { LoaiDoiTuong: "2", MaDoiTuong: business }),
    Email: contact?.email ?? null,
    SoDienThoai: contact?.phone ?? null,
    TrichYeuHoSo: dossier.title,
    NgayTiepNhan: portalMoment(dossier.acceptedAt),
    NgayHenTra: portalMoment(dossier.dueAt),
    TrangThaiHoSo: portalState(dossier),
    NgayTra: portalMoment(dossier.releasedAt),
    HinhThuc: dossier.channel === "post" ? "1" : "0",
    NgayKetThucXuLy: portalMoment(source.endedAt),
    DonViXuLy: source.agencyName,
    TaiLieuNop: files
      .filter((file) => file.slot !== RESULT_SLOT)
      .map((file) => ({
        TenGiayTo: paperTitles.get(file.slot) ?? null,
        TenTepDinhKem: file.name,
      })),
    DanhSachLePhi: source.charges.map((charge) => ({
      TenPhiLePhi: charge.reason.vi,
      SoTien: charge.amountVnd,
      DaNop: charge.paidVnd,
      DaHoan: charge.refundedVnd,
    })),
    DanhSachHoSoBoSung: source.supplements.map((supplement) => ({
      NgayYeuCau: portalMoment(supplement.askedAt),
      NoiDung: supplement.defects.map((defect) => defect.words).join("; "),
      HanBoSung: portalMoment(supplement.answerBy),
      NgayBoSung: portalMoment(supplement.answeredAt),
    })),
    DanhSachGiayToKetQua: files
      .filter((file) => file.slot === RESULT_SLOT)
      .map((file) => ({
        TenGiayTo: edition.result.title.vi,
        TenTepDinhKem: file.name,
        SoKyHieu: dossier.resultNumber,
      })),
  };
}

/** A procedure in the portal's names. The code of a field is this city's own, made of its name. */
export function portalProcedure(app: App): object {
  return {
    MaTTHC: app.procedureCode,
    TenTTHC: app.title.vi,
    MaLinhVuc: folded(app.field.vi)
      .replaceAll(/[^a-z0-9]+/gu, "-")
      .toUpperCase(),
    TenLinhVuc: app.field.vi,
  };
}

/** A business applies where the edition's form asks for a tax code and these answers give one. */
function businessNumber(
  { answers }: Pick<Dossier, "answers">,
  edition: Edition,
): string | undefined {
  for (const part of edition.form.steps
    .filter((step) => applies(step.when, answers))
    .flatMap((step) => step.items)) {
    if (isGroup(part) || part.kind !== "tax-code" || !applies(part.when, answers)) continue;
    const number = answers[part.id];
    if (typeof number === "string" && number !== "") return number;
  }
  return undefined;
}

/** The portal's code of a state, as it writes it. */
export function portalState(dossier: Pick<Dossier, "state">): string {
  return String(STATES[dossier.state].portalCode);
}

/** `yyyyMMddHHmmss` at Vietnamese time, as the portal writes moments. */
export function portalMoment(at: Date | null): string | null {
  if (at === null) return null;
  const there = new Date(at.getTime() + 7 * 3_600_000); // no daylight saving: UTC+7 all year
  return there.toISOString().replaceAll(/\D/gu, "").slice(0, 14);
}
