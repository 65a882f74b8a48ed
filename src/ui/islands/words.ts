/** The few words islands say by themselves, in the language of the page. */
const WORDS = {
  copy: { vi: "Sao chép", en: "Copy" },
  copied: { vi: "Đã sao chép", en: "Copied" },
  left: { vi: "Còn được gõ {n} ký tự", en: "{n} characters left" },
  over: { vi: "Quá {n} ký tự", en: "{n} characters too many" },
  saved: { vi: "Đã lưu lúc {n}", en: "Saved at {n}" },
  saving: { vi: "Đang lưu…", en: "Saving…" },
  notSaved: {
    vi: "Chưa lưu được. Máy sẽ thử lại; xin đừng đóng trang.",
    en: "Not saved yet. It will be tried again; please keep the page open.",
  },
  sending: { vi: "Đang gửi {n} %", en: "Sending, {n} %" },
  checking: { vi: "Đã gửi, đang kiểm tra tệp…", en: "Sent, the file is being checked…" },
  notSent: {
    vi: "Tệp chưa đến nơi. Tệp vẫn còn trên máy của bạn.",
    en: "The file did not arrive. It is still on your device.",
  },
  arrived: { vi: "Đã nhận tệp {n}", en: "Received the file {n}" },
  signIn: {
    vi: "Phiên làm việc đã hết. Hãy đăng nhập lại ở trang mới, rồi bấm Gửi lại ở đây; tệp vẫn còn.",
    en: "The session has ended. Sign in again in a new page, then press Send again here; the file is still there.",
  },
  again: { vi: "Gửi lại", en: "Send again" },
  bigType: { vi: "Chữ to", en: "Large type" },
  usualType: { vi: "Chữ thường", en: "Usual type" },
  keys: { vi: "Phím tắt", en: "Keyboard shortcuts" },
  keysRow: { vi: "Dòng sau, dòng trước", en: "Next row, previous row" },
  keysOpen: { vi: "Mở dòng đang chọn", en: "Open the chosen row" },
  keysChoose: { vi: "Chọn hoặc bỏ chọn dòng", en: "Choose the row, or not" },
  keysSearch: { vi: "Tìm nhanh: hồ sơ, trang, việc", en: "Quick search: dossiers, pages, acts" },
  keysHelp: { vi: "Bảng này", en: "This list" },
  keysOff: { vi: "Tắt phím đơn", en: "Turn single keys off" },
  keysOn: { vi: "Bật phím đơn", en: "Turn single keys on" },
  passkeyAsking: {
    vi: "Hãy xác nhận trên thiết bị của bạn…",
    en: "Confirm on your device…",
  },
  passkeyStopped: {
    vi: "Chưa xác nhận được khóa truy cập: bạn đã hủy, hoặc thiết bị này không có khóa nào của trang. Bạn có thể thử lại hoặc dùng cách khác.",
    en: "The passkey was not confirmed: you cancelled, or this device holds none for this site. Try again or use another way.",
  },
  passkeyKnown: {
    vi: "Thiết bị này đã có khóa truy cập của tài khoản.",
    en: "This device already holds a passkey of this account.",
  },
  passkeyFailed: {
    vi: "Khóa truy cập chưa dùng được lúc này. Hãy thử lại hoặc dùng cách khác.",
    en: "The passkey cannot be used just now. Try again or use another way.",
  },
  passkeyElsewhere: {
    vi: "Khóa truy cập chỉ dùng được khi mở trang này ở địa chỉ",
    en: "Passkeys work only when this page is opened at",
  },
  close: { vi: "Đóng", en: "Close" },
  larger: { vi: "Phóng to", en: "Zoom in" },
  smaller: { vi: "Thu nhỏ", en: "Zoom out" },
  whole: { vi: "Xem cả sơ đồ", en: "Show all of it" },
} as const;

export function say(key: keyof typeof WORDS, n: string | number = ""): string {
  const language = document.documentElement.lang === "en" ? "en" : "vi";
  return WORDS[key][language].replace("{n}", String(n));
}
