import type { ApiSchema } from "#platform/http";

/** JSON Schemas of what the national portal's services give (R22). */
export const TEXT = { type: "string" } as const;
export const MOMENT = {
  type: ["string", "null"],
  pattern: "^\\d{14}$",
  description: "yyyyMMddHHmmss, UTC+7",
} as const;
export const STATE = {
  type: "string",
  description: "The national portal's code, 1 to 10",
} as const;
const MAYBE = { type: ["string", "null"] } as const;
const MONEY = { type: "integer", minimum: 0 } as const;

export const listOf = (properties: object): ApiSchema => ({
  type: "array",
  items: { type: "object", properties, required: Object.keys(properties) },
});

const RECORD_FIELDS = {
  MaHoSo: TEXT,
  MaTTHC: TEXT,
  TenTTHC: TEXT,
  MaLinhVuc: { ...TEXT, description: "This city's own code of the field" },
  TenLinhVuc: TEXT,
  ChuHoSo: TEXT,
  LoaiDoiTuong: { ...MAYBE, description: "1 person, 2 business" },
  MaDoiTuong: { ...MAYBE, description: "Citizen number of a person, tax code of a business" },
  Email: MAYBE,
  SoDienThoai: MAYBE,
  TrichYeuHoSo: TEXT,
  NgayTiepNhan: MOMENT,
  NgayHenTra: MOMENT,
  TrangThaiHoSo: STATE,
  NgayTra: MOMENT,
  HinhThuc: { ...TEXT, description: "0 direct, 1 post" },
  NgayKetThucXuLy: { ...MOMENT, description: "The end, with a result or without" },
  DonViXuLy: TEXT,
  TaiLieuNop: listOf({ TenGiayTo: MAYBE, TenTepDinhKem: TEXT }),
  DanhSachLePhi: listOf({ TenPhiLePhi: TEXT, SoTien: MONEY, DaNop: MONEY, DaHoan: MONEY }),
  DanhSachHoSoBoSung: listOf({
    NgayYeuCau: MOMENT,
    NoiDung: TEXT,
    HanBoSung: MOMENT,
    NgayBoSung: MOMENT,
  }),
  DanhSachGiayToKetQua: listOf({ TenGiayTo: TEXT, TenTepDinhKem: TEXT, SoKyHieu: MAYBE }),
} as const;

export const RECORD = {
  type: "object",
  properties: RECORD_FIELDS,
  required: Object.keys(RECORD_FIELDS),
} as const;

export const PROCEDURE_FIELDS = { MaTTHC: TEXT, TenTTHC: TEXT, MaLinhVuc: TEXT, TenLinhVuc: TEXT };

/** A page of changes, to go on from `next`. */
export const pageOf = (items: object): ApiSchema => ({
  type: "object",
  properties: {
    next: { type: "integer", minimum: 0, description: "Where to go on" },
    hasMore: { type: "boolean" },
    items,
  },
  required: ["next", "hasMore", "items"],
});
