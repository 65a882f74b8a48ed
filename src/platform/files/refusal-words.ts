import type { FileRefusal } from "./keep-upload.ts";

/** What a request may carry per file (`UPLOAD_LIMIT_BYTES` of the http room) unless a paper takes less. */
const USUAL_MOST_BYTES = 20 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

/** A refusal as a sentence that says what to do. `maxBytes` is the paper's own limit, if it has one. */
export function refusalWords(
  refusal: FileRefusal,
  language: "vi" | "en",
  maxBytes: number = USUAL_MOST_BYTES,
): string {
  const size = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return WORDS[refusal][language].replace("{most}", `${size.format(maxBytes / MEGABYTE)} MB`);
}

const WORDS: Readonly<Record<FileRefusal, { readonly vi: string; readonly en: string }>> = {
  empty: {
    vi: "Tệp trống, không có nội dung. Hãy chọn lại tệp.",
    en: "The file is empty. Choose it again.",
  },
  "too-large": {
    vi: "Tệp lớn hơn {most}. Hãy quét với độ phân giải thấp hơn hoặc tách tệp.",
    en: "The file is larger than {most}. Scan it with fewer dots, or split it.",
  },
  "wrong-type": {
    vi: "Giấy tờ này không nhận loại tệp đó. Hãy lưu lại thành PDF, JPEG hoặc PNG theo hướng dẫn.",
    en: "This kind of file is not taken here. Save it again as PDF, JPEG or PNG, as the form says.",
  },
  disguised: {
    vi: "Nội dung tệp không đúng với đuôi tên tệp. Hãy lưu lại thành PDF, JPEG hoặc PNG.",
    en: "The file is not what its name says. Save it again as PDF, JPEG or PNG.",
  },
  broken: {
    vi: "Tệp bị hỏng hoặc tải lên chưa trọn. Hãy mở thử tệp rồi tải lại.",
    en: "The file is damaged or did not arrive whole. Open it to check, then upload it again.",
  },
  locked: {
    vi: "Tệp PDF có mật khẩu nên cán bộ không đọc được. Hãy bỏ mật khẩu rồi tải lại.",
    en: "The PDF asks for a password, so nobody here can read it. Remove the password, then upload it again.",
  },
  "too-many-dots": {
    vi: "Ảnh có quá nhiều điểm ảnh. Hãy chụp hoặc quét với độ phân giải thấp hơn.",
    en: "The picture has too many dots. Take or scan it with fewer.",
  },
  infected: {
    vi: "Tệp có mã độc nên không được nhận.",
    en: "The file carries malware and was not taken.",
  },
};
