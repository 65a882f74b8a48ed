/** What a token may be for. A route of other systems names one of these; `test/policy/scopes.txt` shows which. */
export const SCOPES = {
  "dossiers:status": {
    vi: "Trạng thái và ngày hẹn của hồ sơ, không có tên người",
    en: "State and due date of dossiers, without names",
  },
  "dossiers:read": {
    vi: "Hồ sơ theo tên trường của Cổng dịch vụ công quốc gia, có tên và số định danh; mỗi lần đọc được ghi lại",
    en: "Dossiers in the national portal's record names, with names and numbers; each reading is logged",
  },
  "portal:sync": {
    vi: "Đồng bộ hồ sơ (DongBoHoSoMC): toàn bộ bản ghi của hồ sơ có thay đổi; mỗi lần đọc được ghi lại",
    en: "Synchronise (DongBoHoSoMC): whole records of changed dossiers; each reading is logged",
  },
  "portal:progress": {
    vi: "Tiến độ hồ sơ (CapNhatTienDoHoSoMC): từng việc đã làm, không có tên người",
    en: "Progress (CapNhatTienDoHoSoMC): act by act, without names",
  },
  "portal:look-up": {
    vi: "Tra cứu hồ sơ theo mã (TraCuuHoSo), không có tên người",
    en: "Look up a dossier by its code (TraCuuHoSo), without names",
  },
  "portal:procedure": {
    vi: "Nội dung một thủ tục (LayThuTuc)",
    en: "One procedure (LayThuTuc)",
  },
  "portal:procedures": {
    vi: "Danh sách thủ tục (LayDanhSachTTHC)",
    en: "List of procedures (LayDanhSachTTHC)",
  },
} as const;

export type Scope = keyof typeof SCOPES;

export const ALL_SCOPES = Object.keys(SCOPES) as readonly Scope[]; // the keys of a literal

/** What a role may do with tokens; `test/policy/permissions.txt` is printed from it. */
export const TOKEN_PERMISSIONS = { issue: ["administrator"], revoke: ["administrator"] } as const;
