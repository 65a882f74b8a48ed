/**
 * Every turn of a dossier that its applicant is told of. These go out by e-mail too, so they carry the code and what to do,
 * and nothing else of a person or a business.
 */
export const APPLICANT_TEMPLATES = {
  received: {
    vi: [
      "Đã nhận hồ sơ {code}",
      "Hồ sơ {code} đã được nộp. Bộ phận một cửa sẽ trả lời trong 8 giờ làm việc.",
    ],
    en: [
      "Dossier {code} received",
      "Dossier {code} was submitted. The desk answers within 8 working hours.",
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
      "Kết quả của hồ sơ {code} đã được ký số. Bạn tải về trong hồ sơ của bạn; nếu cần bản giấy, xin mang căn cước và mã hồ sơ đến bộ phận một cửa. Bạn có thể đánh giá việc phục vụ.",
    ],
    en: [
      "The result of dossier {code} is here",
      "The result of dossier {code} is signed. Download it from your dossier; for a paper copy, bring your identity card and the code to the one-stop desk. You can rate the service.",
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
  "duty-asked": {
    vi: [
      "Cần thực hiện nghĩa vụ tài chính của hồ sơ {code}",
      "Hồ sơ {code} chờ bạn thực hiện nghĩa vụ tài chính. Thời hạn tạm dừng cho đến khi việc này xong.",
    ],
    en: [
      "A financial duty of dossier {code} is due",
      "Dossier {code} waits for your financial duty. The clock stands still until it is done.",
    ],
  },
  "apology-sent": {
    vi: [
      "Xin lỗi vì hồ sơ {code} chậm; hẹn lại ngày {dueOn}",
      "Hồ sơ {code} chưa trả được kết quả đúng hẹn. Cơ quan xin lỗi và hẹn trả kết quả ngày {dueOn}. Lý do và phiếu xin lỗi có trong hồ sơ của bạn.",
    ],
    en: [
      "We are sorry: dossier {code} will be late, until {dueOn}",
      "The result of dossier {code} cannot be given as promised. The agency apologises and promises it for {dueOn}. The reason and the paper are in your dossier.",
    ],
  },
  withdrawn: {
    vi: [
      "Đã rút hồ sơ {code}",
      "Hồ sơ {code} đã được rút theo yêu cầu của bạn. Giấy xác nhận có trong hồ sơ.",
    ],
    en: [
      "Dossier {code} withdrawn",
      "Dossier {code} was withdrawn as you asked. The confirmation is in your dossier.",
    ],
  },
  stopped: {
    vi: [
      "Hồ sơ {code} dừng giải quyết",
      "Cơ quan đã dừng giải quyết hồ sơ {code}. Lý do và thông báo có trong hồ sơ của bạn.",
    ],
    en: [
      "Dossier {code} was stopped",
      "The agency stopped dossier {code}. The reason and the notice are in your dossier.",
    ],
  },
  transferred: {
    vi: [
      "Hồ sơ {code} đã chuyển đến cơ quan có thẩm quyền",
      "Hồ sơ {code} thuộc thẩm quyền của cơ quan khác và đã được chuyển đến đó. Bạn không phải nộp lại; mã hồ sơ mới được báo khi cơ quan nhận.",
    ],
    en: [
      "Dossier {code} was passed to the competent agency",
      "Dossier {code} belongs to another agency and was passed on. You need not hand it in again; you are told the new code when it arrives.",
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
  "supplement-reminded": {
    vi: [
      "Nhắc bổ sung hồ sơ {code}",
      "Hồ sơ {code} vẫn chờ bạn bổ sung. Hạn bổ sung: {dueOn}. Nội dung cần bổ sung có trong hồ sơ của bạn.",
    ],
    en: [
      "Dossier {code} still waits for your answer",
      "Dossier {code} still needs to be supplemented by {dueOn}. Your dossier says what is missing.",
    ],
  },
  "supplement-missed": {
    vi: [
      "Hết hạn bổ sung hồ sơ {code}",
      "Đã hết hạn bổ sung hồ sơ {code}. Cơ quan sẽ quyết định việc dừng giải quyết; trước khi có quyết định, bạn vẫn có thể bổ sung.",
    ],
    en: [
      "The time to supplement dossier {code} is over",
      "The time to supplement dossier {code} is over. The agency decides whether to stop it; until then you can still answer.",
    ],
  },
  "asked-elsewhere": {
    vi: [
      "Hồ sơ {code} đang chờ cơ quan phối hợp",
      "Hồ sơ {code} đang chờ cơ quan khác cho ý kiến hoặc giải quyết phần việc của họ. Bạn không phải làm gì thêm; cơ quan nhận hồ sơ theo dõi việc trả lời.",
    ],
    en: [
      "Dossier {code} waits for other agencies",
      "Other agencies give their opinion on dossier {code}, or work their part of it. You need not do anything; the agency that took it follows the answers up.",
    ],
  },
  "fee-due": {
    vi: [
      "Cần nộp {amount} cho hồ sơ {code}",
      "Hồ sơ {code} còn phải nộp {amount}. Bạn nộp trực tuyến tại trang nộp phí, lệ phí, hoặc tại bộ phận một cửa.",
    ],
    en: [
      "{amount} to pay for dossier {code}",
      "{amount} is to be paid for dossier {code}: online on the page of the fee, or at the one-stop desk.",
    ],
  },
  "fee-surplus": {
    vi: [
      "Hồ sơ {code} nộp thừa {amount}",
      "Hồ sơ {code} đã nộp thừa {amount}. Bộ phận thu sẽ lập đề nghị hoàn; bạn được báo khi có quyết định.",
    ],
    en: [
      "{amount} paid too much for dossier {code}",
      "{amount} was paid too much for dossier {code}. The cashier asks for its refund; you are told what is decided.",
    ],
  },
  "refund-approved": {
    vi: [
      "Sẽ hoàn {amount} của hồ sơ {code}",
      "Việc hoàn {amount} đã nộp cho hồ sơ {code} được chấp thuận. Số tiền được trả lại theo cách bạn đã nộp.",
    ],
    en: [
      "{amount} for dossier {code} will be refunded",
      "The refund of {amount} paid for dossier {code} was approved. The money goes back the way it came.",
    ],
  },
  "refund-rejected": {
    vi: [
      "Không hoàn {amount} của hồ sơ {code}",
      "Đề nghị hoàn {amount} đã nộp cho hồ sơ {code} không được chấp thuận. Lý do có trong trang nộp phí, lệ phí.",
    ],
    en: [
      "No refund of {amount} for dossier {code}",
      "The refund of {amount} paid for dossier {code} was not approved. The page of the fee has the reason.",
    ],
  },
} as const;
