export const paths = {
  signIn: (next?: string) =>
    next === undefined ? "/dang-nhap" : `/dang-nhap?tiep=${encodeURIComponent(next)}`,
  register: () => "/dang-ky",
  signOut: () => "/dang-xuat",
  account: () => "/tai-khoan",
  revoke: (id: string) => `/tai-khoan/phien/${id}/ket-thuc`,
  enrol: () => "/tai-khoan/xac-thuc",
  confirm: () => "/tai-khoan/xac-thuc/xac-nhan",
  proof: () => "/xac-nhan",
  stepUp: (next: string) => `/xac-nhan?tiep=${encodeURIComponent(next)}`,
} as const;

/** A place on this site to go on to; anything else leads to the first page (open redirects). */
export function localPath(asked: string | null | undefined): string {
  return asked != null && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked) ? asked : "/";
}
