import { APPLICANT_TEMPLATES } from "./applicant-templates.ts";

/** What people are told. Sentences, never fragments; a template never carries more of a person than its reader knows. */
const TEMPLATES = {
  ...APPLICANT_TEMPLATES,
  "opinion-asked": {
    vi: [
      "Cơ quan khác lấy ý kiến về hồ sơ {code}",
      "{title}: cơ quan bạn được lấy ý kiến về hồ sơ {code}. Hạn trả lời: {dueOn}.",
    ],
    en: [
      "An opinion on dossier {code} is asked",
      "{title}: your agency is asked for an opinion on dossier {code}. Answer by {dueOn}.",
    ],
  },
  "apology-drafted": {
    vi: [
      "Phiếu xin lỗi chờ ký: {code}",
      "Hồ sơ {code} ({title}) đến hạn ngày {dueOn} và có thể trễ. Phiếu xin lỗi đã được soạn, chờ bạn xem và ký.",
    ],
    en: [
      "An apology waits for you: {code}",
      "Dossier {code} ({title}) is due on {dueOn} and may be late. An apology is drafted and waits for your signature.",
    ],
  },
  "transfer-proposed": {
    vi: [
      "Đề nghị chuyển hồ sơ {code} đến cơ quan có thẩm quyền",
      "Có đề nghị chuyển hồ sơ {code} ({title}) đến cơ quan có thẩm quyền. Lý do có trong hồ sơ; chờ bạn quyết định.",
    ],
    en: [
      "Proposed: pass dossier {code} to the competent agency",
      "It is proposed to pass dossier {code} ({title}) to the competent agency. The reason is in the dossier; you decide.",
    ],
  },
  "taken-back": {
    vi: [
      "Người nộp đã rút hồ sơ {code}",
      "Hồ sơ {code} ({title}) đã được người nộp rút; không còn việc phải làm.",
    ],
    en: [
      "Dossier {code} was withdrawn by the applicant",
      "Dossier {code} ({title}) was withdrawn by the applicant; nothing is left to do.",
    ],
  },
  "supplement-expired": {
    vi: [
      "Hết thời hạn bổ sung: {code}",
      "Người nộp hồ sơ {code} ({title}) không bổ sung trong thời hạn. Hệ thống đề xuất dừng giải quyết; việc dừng do bạn quyết định.",
    ],
    en: [
      "No supplement in time: {code}",
      "No supplement came for dossier {code} ({title}) within its term. Stopping it is proposed; it is yours to decide.",
    ],
  },
  "deadline-near": {
    vi: ["Sắp đến hạn: {code}", "Hồ sơ {code} ({title}) đến hạn ngày {dueOn}."],
    en: ["Due soon: {code}", "Dossier {code} ({title}) is due on {dueOn}."],
  },
  "deadline-passed": {
    vi: ["Quá hạn: {code}", "Hồ sơ {code} ({title}) đã quá hạn ngày {dueOn}."],
    en: ["Overdue: {code}", "Dossier {code} ({title}) was due on {dueOn}."],
  },
  "signature-refused": {
    vi: [
      "Chưa ký được kết quả của hồ sơ {code}",
      "Kết quả của hồ sơ {code} ({title}) chưa ký được vì hồ sơ hoặc thẩm quyền ký đã thay đổi. Hồ sơ trở lại bước ký.",
    ],
    en: [
      "The result of dossier {code} could not be signed",
      "The result of dossier {code} ({title}) could not be signed, because the dossier or the mandate changed. It is back at signing.",
    ],
  },
  "handed-over": {
    vi: [
      "Hồ sơ {code} được chuyển cho bạn",
      "Hồ sơ {code} ({title}) được chuyển cho bạn xử lý. Hạn: {dueOn}.",
    ],
    en: [
      "Dossier {code} was handed to you",
      "Dossier {code} ({title}) was handed to you. It is due on {dueOn}.",
    ],
  },
  "handed-over-beside": {
    vi: [
      "Hồ sơ {code} được chuyển cho {author}",
      "Hồ sơ {code} ({title}) được chuyển cho {author}, ở vị trí mà bạn cũng đang làm theo ủy quyền. Hạn: {dueOn}.",
    ],
    en: [
      "Dossier {code} was handed to {author}",
      "Dossier {code} ({title}) was handed to {author}, in a position that you act in as well by delegation. It is due on {dueOn}.",
    ],
  },
  "delegation-given": {
    vi: [
      "Bạn được ủy quyền: {title}",
      "Từ {from} đến hết {through} bạn được ủy quyền làm việc ở vị trí {title} thay {holder}, theo văn bản {decision}. Chọn vị trí này ở mục Đổi vị trí để thấy việc của vị trí.",
    ],
    en: [
      "You were delegated: {title}",
      "From {from} until {through} you may act as {title} for {holder}, by the document {decision}. Change the position to see its work.",
    ],
  },
  "booking-made": {
    vi: [
      "Đã đặt lịch hẹn {code}",
      "Bạn đã đặt lịch lúc {at} tại {desk}. Mã đặt lịch: {code}. Khi đến, đưa mã này để lấy số ưu tiên theo giờ.",
    ],
    en: [
      "Appointment {code} booked",
      "You booked {at} at {desk}. Booking code: {code}. Show it when you come and your number goes first at that time.",
    ],
  },
  "booking-moved": {
    vi: ["Đã đổi lịch hẹn {code}", "Lịch hẹn {code} của bạn được đổi sang {at} tại {desk}."],
    en: ["Appointment {code} moved", "Your appointment {code} is now {at} at {desk}."],
  },
  "booking-cancelled": {
    vi: [
      "Đã hủy lịch hẹn {code}",
      "Lịch hẹn {code} lúc {at} tại {desk} đã được hủy theo yêu cầu của bạn.",
    ],
    en: [
      "Appointment {code} cancelled",
      "Your appointment {code}, {at} at {desk}, was cancelled as you asked.",
    ],
  },
  "booking-released": {
    vi: [
      "Lịch hẹn {code} không còn: xin đặt lại",
      "{desk} thay đổi giờ tiếp nhận nên lịch hẹn {code} lúc {at} không thực hiện được. Lý do: {reason}. Xin lỗi bạn; hãy chọn giờ khác.",
    ],
    en: [
      "Appointment {code} fell away: please book again",
      "{desk} changed its hours, so your appointment {code}, {at}, cannot take place. Reason: {reason}. We are sorry; please choose another time.",
    ],
  },
  "booking-reminder": {
    vi: [
      "Nhắc lịch hẹn {code} ngày mai",
      "Bạn có lịch hẹn lúc {at} tại {desk}. Mã đặt lịch: {code}. Nếu không đến được, hãy đổi hoặc hủy để người khác dùng.",
    ],
    en: [
      "Tomorrow: appointment {code}",
      "Your appointment is {at} at {desk}. Booking code: {code}. If you cannot come, move or cancel it so that someone else can.",
    ],
  },
  "result-act-proposed": {
    vi: [
      "Kết quả số {code} chờ bạn quyết định",
      "{author} có một đề nghị về kết quả số {code} ({title}). Nội dung và lý do có trong sổ kết quả; bạn quyết định hoặc không đồng ý.",
    ],
    en: [
      "Result no. {code} waits for your decision",
      "{author} proposes something about result no. {code} ({title}). The register shows what and why; you decide or decline.",
    ],
  },
  named: {
    vi: [
      "Bạn được nhắc trong hồ sơ {code}",
      "{author} nhắc đến bạn trong một trao đổi của hồ sơ {code} ({title}).",
    ],
    en: [
      "You were named in dossier {code}",
      "{author} named you in a comment on dossier {code} ({title}).",
    ],
  },
} as const;

export type TemplateName = keyof typeof TEMPLATES;

export interface NoticeText {
  readonly subject: string;
  readonly text: string;
}

export function noticeText(
  template: TemplateName,
  language: "vi" | "en",
  params: Readonly<Record<string, string>>,
): NoticeText {
  const [subject, text] = TEMPLATES[template][language];
  return { subject: filled(subject, params), text: filled(text, params) };
}

function filled(text: string, params: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (_, name: string) => params[name] ?? "");
}
