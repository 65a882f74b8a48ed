export const paths = {
  signIn: (next?: string) =>
    next === undefined ? "/dang-nhap" : `/dang-nhap?tiep=${encodeURIComponent(next)}`,
  provider: () => "/dang-nhap/dinh-danh",
  viaProvider: (next: string) => `/dang-nhap/dinh-danh?tiep=${encodeURIComponent(next)}`,
  backFromProvider: () => "/dang-nhap/dinh-danh/ve",
  linkAccount: () => "/dang-nhap/noi-tai-khoan",
  proveByProvider: () => "/xac-nhan/dinh-danh",
  mandates: () => "/uy-quyen",
  consentTo: (id: string) => `/uy-quyen/${id}/dong-y`,
  endMandate: (id: string) => `/uy-quyen/${id}/cham-dut`,
  deskMandates: () => "/can-bo/uy-quyen",
  register: () => "/dang-ky",
  signOut: () => "/dang-xuat",
  account: () => "/tai-khoan",
  tell: () => "/tai-khoan/cach-bao-tin",
  tellingChosen: () => "/tai-khoan?da-luu#cach-bao-tin",
  revoke: (id: string) => `/tai-khoan/phien/${id}/ket-thuc`,
  enrol: () => "/tai-khoan/xac-thuc",
  confirm: () => "/tai-khoan/xac-thuc/xac-nhan",
  proof: () => "/xac-nhan",
  passkeys: () => "/tai-khoan#khoa-truy-cap",
  addPasskey: () => "/tai-khoan/khoa-truy-cap",
  newPasskey: () => "/tai-khoan/khoa-truy-cap/moi",
  renamePasskey: (id: string) => `/tai-khoan/khoa-truy-cap/${id}/doi-ten`,
  removePasskey: (id: string) => `/tai-khoan/khoa-truy-cap/${id}/go`,
  askAnyPasskey: () => "/dang-nhap/khoa-truy-cap",
  askOwnPasskey: () => "/xac-nhan/khoa-truy-cap",
  stepUp: (next: string) => `/xac-nhan?tiep=${encodeURIComponent(next)}`,
} as const;

/** A place on this site to go on to; anything else leads to the first page (open redirects). */
export function localPath(asked: string | null | undefined): string {
  return asked != null && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked) ? asked : "/";
}
