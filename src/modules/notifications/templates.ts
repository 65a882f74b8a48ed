/** What people are told. Sentences, never fragments; a template never carries more of a person than its reader knows. */
const TEMPLATES = {
  received: {
    vi: [
      "Đã nhận hồ sơ {code}",
      "Hồ sơ {code} ({title}) đã được nộp. Bộ phận một cửa sẽ trả lời trong 8 giờ làm việc.",
    ],
    en: [
      "Dossier {code} received",
      "Dossier {code} ({title}) was submitted. The desk answers within 8 working hours.",
    ],
  },
  "supplement-asked": {
    vi: [
      "Cần bổ sung hồ sơ {code}",
      "Hồ sơ {code} cần bổ sung. Yêu cầu chỉ được đưa ra một lần và đầy đủ; thời hạn tạm dừng cho đến khi bạn trả lời.",
    ],
    en: [
      "Dossier {code} needs more",
      "Dossier {code} needs to be supplemented. You are asked once, for everything; the clock stands still until you answer.",
    ],
  },
  accepted: {
    vi: [
      "Hồ sơ {code} đã được tiếp nhận",
      "Hồ sơ {code} đã được tiếp nhận. Ngày hẹn trả kết quả: {dueOn}.",
    ],
    en: [
      "Dossier {code} accepted",
      "Dossier {code} was accepted. The result is promised for {dueOn}.",
    ],
  },
  refused: {
    vi: [
      "Hồ sơ {code} bị từ chối",
      "Hồ sơ {code} bị từ chối. Lý do và thông báo từ chối có trong hồ sơ của bạn.",
    ],
    en: ["Dossier {code} refused", "Dossier {code} was refused. The reasons are in your dossier."],
  },
  released: {
    vi: [
      "Hồ sơ {code} đã có kết quả",
      "Kết quả của hồ sơ {code} đã được ký số. Bạn có thể tải về và đánh giá việc phục vụ.",
    ],
    en: [
      "The result of dossier {code} is here",
      "The result of dossier {code} is signed. You can download it and rate the service.",
    ],
  },
  "result-waiting": {
    vi: [
      "Kết quả hồ sơ {code} đang chờ bạn đến nhận",
      "Kết quả của hồ sơ {code} đã có từ ngày {readyOn} tại bộ phận một cửa của {office} và chưa có người nhận. Khi đến nhận, xin mang theo căn cước; người nhận thay cần giấy ủy quyền hoặc mã ủy quyền.",
    ],
    en: [
      "The result of dossier {code} waits for you",
      "The result of dossier {code} has been at the one-stop desk of {office} since {readyOn}, and nobody has collected it. Please bring your identity card; a proxy needs an authority or the code of a mandate.",
    ],
  },
  "due-date-moved": {
    vi: [
      "Ngày hẹn trả của hồ sơ {code} thay đổi",
      "Lịch nghỉ đã thay đổi, nên ngày hẹn trả của hồ sơ {code} là {dueOn}. Cách tính có trong hồ sơ của bạn.",
    ],
    en: [
      "The due date of dossier {code} moved",
      "The holiday calendar changed, so dossier {code} is now due on {dueOn}. Your dossier shows how it was counted.",
    ],
  },
  "answer-date-moved": {
    vi: [
      "Ngày trả lời hồ sơ {code} thay đổi",
      "Lịch nghỉ đã thay đổi, nên hồ sơ {code} được trả lời chậm nhất ngày {dueOn}. Cách tính có trong hồ sơ của bạn.",
    ],
    en: [
      "The answer date of dossier {code} moved",
      "The holiday calendar changed, so dossier {code} is now answered by {dueOn}. Your dossier shows how it was counted.",
    ],
  },
  "term-extended": {
    vi: [
      "Hồ sơ {code} được gia hạn giải quyết",
      "Thời hạn giải quyết hồ sơ {code} được gia hạn theo quyết định bằng văn bản. Ngày hẹn trả mới: {dueOn}. Số quyết định và lý do có trong hồ sơ của bạn.",
    ],
    en: [
      "More time for dossier {code}",
      "The term of dossier {code} was extended by a written decision. It is now due on {dueOn}. Your dossier names the decision and the reason.",
    ],
  },
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
  "duty-asked": {
    vi: [
      "Cần thực hiện nghĩa vụ tài chính của hồ sơ {code}",
      "Hồ sơ {code} ({title}) chờ bạn thực hiện nghĩa vụ tài chính. Thời hạn tạm dừng cho đến khi việc này xong.",
    ],
    en: [
      "A financial duty of dossier {code} is due",
      "Dossier {code} ({title}) waits for your financial duty. The clock stands still until it is done.",
    ],
  },
  "apology-sent": {
    vi: [
      "Xin lỗi vì hồ sơ {code} chậm; hẹn lại ngày {dueOn}",
      "Hồ sơ {code} ({title}) chưa trả được kết quả đúng hẹn. Cơ quan xin lỗi và hẹn trả kết quả ngày {dueOn}. Lý do và phiếu xin lỗi có trong hồ sơ của bạn.",
    ],
    en: [
      "We are sorry: dossier {code} will be late, until {dueOn}",
      "The result of dossier {code} ({title}) cannot be given as promised. The agency apologises and promises it for {dueOn}. The reason and the paper are in your dossier.",
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
  withdrawn: {
    vi: [
      "Đã rút hồ sơ {code}",
      "Hồ sơ {code} ({title}) đã được rút theo yêu cầu của bạn. Giấy xác nhận có trong hồ sơ.",
    ],
    en: [
      "Dossier {code} withdrawn",
      "Dossier {code} ({title}) was withdrawn as you asked. The confirmation is in your dossier.",
    ],
  },
  stopped: {
    vi: [
      "Hồ sơ {code} dừng giải quyết",
      "Cơ quan đã dừng giải quyết hồ sơ {code} ({title}). Lý do và thông báo có trong hồ sơ của bạn.",
    ],
    en: [
      "Dossier {code} was stopped",
      "The agency stopped dossier {code} ({title}). The reason and the notice are in your dossier.",
    ],
  },
  transferred: {
    vi: [
      "Hồ sơ {code} đã chuyển đến cơ quan có thẩm quyền",
      "Hồ sơ {code} ({title}) thuộc thẩm quyền của cơ quan khác và đã được chuyển đến đó. Bạn không phải nộp lại; mã hồ sơ mới được báo khi cơ quan nhận.",
    ],
    en: [
      "Dossier {code} was passed to the competent agency",
      "Dossier {code} ({title}) belongs to another agency and was passed on. You need not hand it in again; you are told the new code when it arrives.",
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
  "result-corrected": {
    vi: [
      "Kết quả của hồ sơ {code} đã được đính chính",
      "Kết quả của hồ sơ {code} đã được đính chính bằng giấy mới, ký số. Giấy cũ không còn dùng được. Nội dung đính chính có trong hồ sơ của bạn.",
    ],
    en: [
      "The result of dossier {code} was corrected",
      "The result of dossier {code} was corrected by a new signed paper. The old one is no longer valid. Your dossier shows what changed.",
    ],
  },
  "result-reissued": {
    vi: [
      "Kết quả của hồ sơ {code} đã được cấp lại",
      "Kết quả của hồ sơ {code} đã được cấp lại bằng giấy mới, ký số. Giấy cũ không còn dùng được. Bạn tải giấy mới trong hồ sơ của bạn.",
    ],
    en: [
      "The result of dossier {code} was issued again",
      "The result of dossier {code} was issued again as a new signed paper. The old one is no longer valid. Download the new one from your dossier.",
    ],
  },
  "result-copied": {
    vi: [
      "Đã cấp bản sao kết quả của hồ sơ {code}",
      "Bản sao kết quả của hồ sơ {code} đã được ký số. Bạn tải về trong hồ sơ của bạn; giấy cũ vẫn dùng được.",
    ],
    en: [
      "A copy of the result of dossier {code} was issued",
      "A copy of the result of dossier {code} is signed. Download it from your dossier; the former paper stays valid.",
    ],
  },
  "result-revoked": {
    vi: [
      "Kết quả của hồ sơ {code} đã bị thu hồi",
      "Kết quả của hồ sơ {code} đã bị thu hồi theo quyết định bằng văn bản. Số quyết định và lý do có trong hồ sơ của bạn; bạn có quyền khiếu nại.",
    ],
    en: [
      "The result of dossier {code} was revoked",
      "The result of dossier {code} was revoked by a written decision. Your dossier names the decision and the reason; you may complain against it.",
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
  "refund-done": {
    vi: [
      "Đã hoàn {amount} của {code}",
      "{amount} đã nộp cho hồ sơ {code} đã được hoàn lại. Chi tiết có trong trang nộp phí, lệ phí.",
    ],
    en: [
      "{amount} refunded for {code}",
      "{amount} paid for dossier {code} was refunded. The page of the fee has the details.",
    ],
  },
  "payment-taken": {
    vi: [
      "Đã nhận {amount} cho {code}",
      "Đã nhận {amount} cho hồ sơ {code}. Biên lai số {receipt} có trong trang nộp phí, lệ phí.",
    ],
    en: [
      "{amount} received for {code}",
      "{amount} was received for dossier {code}. Receipt no. {receipt} is on the page of the fee.",
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
