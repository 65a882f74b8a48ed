import type { App } from "#app-kit";
import type { Charge } from "#modules/payments";
import { type Dossier, STATES } from "./dossier.ts";
import type { Supplement } from "./supplement-store.ts";

/** What a record of the national portal is made from. */
export interface PortalSource {
  readonly dossier: Dossier;
  readonly app: App;
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
  readonly supplement: Supplement | undefined;
}

const RESULT_SLOT = "result";

/** R22: a dossier under the national portal's names and state codes. What is not known is null, never an invented value. */
export function portalRecord(source: PortalSource): object {
  const { dossier, app, contact, files, supplement } = source;
  const endedAt = dossier.releasedAt;
  return {
    MaHoSo: dossier.code,
    MaTTHC: app.procedureCode,
    TenTTHC: app.title.vi,
    TenLinhVuc: app.field.vi,
    ChuHoSo: dossier.applicantName,
    LoaiDoiTuong: contact?.citizenId == null ? null : "1",
    MaDoiTuong: contact?.citizenId ?? null,
    Email: contact?.email ?? null,
    SoDienThoai: contact?.phone ?? null,
    TrichYeuHoSo: dossier.title,
    NgayTiepNhan: portalMoment(dossier.acceptedAt),
    NgayHenTra: portalMoment(dossier.dueAt),
    TrangThaiHoSo: portalState(dossier),
    NgayTra: portalMoment(endedAt),
    HinhThuc: dossier.channel === "post" ? "1" : "0",
    NgayKetThucXuLy: portalMoment(endedAt),
    DonViXuLy: source.agencyName,
    TaiLieuNop: files
      .filter((file) => file.slot !== RESULT_SLOT)
      .map((file) => ({ TenTepDinhKem: file.name })),
    DanhSachLePhi: source.charges.map((charge) => ({
      TenPhiLePhi: charge.reason.vi,
      SoTien: charge.amountVnd,
      DaNop: charge.paidVnd,
    })),
    DanhSachHoSoBoSung:
      supplement === undefined
        ? []
        : [
            {
              NgayYeuCau: portalMoment(supplement.askedAt),
              NoiDung: supplement.defects.map((defect) => defect.words).join("; "),
              NgayBoSung: portalMoment(supplement.answeredAt),
            },
          ],
    DanhSachGiayToKetQua: files
      .filter((file) => file.slot === RESULT_SLOT)
      .map((file) => ({ TenGiayTo: file.name, SoKyHieu: dossier.resultNumber })),
  };
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
