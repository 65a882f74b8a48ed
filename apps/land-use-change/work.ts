import { type Consultation, field, type StepWork, text } from "#app-kit";

export const WORK: readonly StepWork[] = [
  {
    step: "verify",
    lead: text(
      "Đối chiếu hồ sơ địa chính, tranh chấp, kê biên; soạn nội dung sẽ ghi.",
      "Compare with the land register, disputes and seizures; draft the entry.",
    ),
    asks: [
      field(
        "entry",
        "long-text",
        text("Nội dung ghi vào hồ sơ địa chính", "Entry in the register"),
        {
          maxLength: 1000,
        },
      ),
    ],
    papers: [],
    outcomes: [
      {
        id: "verified",
        label: text("Xong, chuyển thông tin cho cơ quan thuế", "Done; ask the tax department"),
        needsReason: false,
      },
    ],
  },
  {
    step: "announce",
    lead: text(
      "Ghi số tiền theo ý kiến của cơ quan thuế; người nộp được báo ngay.",
      "Write down the amount that the tax department gave; the applicant is told at once.",
    ),
    asks: [
      field("notice", "text", text("Số thông báo của cơ quan thuế", "Number of the tax notice"), {
        maxLength: 60,
      }),
      field("amountVnd", "money", text("Số tiền phải nộp (đồng)", "Amount owed (dong)")),
    ],
    papers: [],
    outcomes: [
      {
        id: "owed",
        label: text("Thông báo cho người nộp", "Tell the applicant"),
        needsReason: false,
      },
      {
        id: "none",
        label: text("Không phải nộp, trình trưởng phòng", "Nothing is owed; pass on to the head"),
        needsReason: true,
      },
    ],
  },
  {
    step: "duty",
    lead: text(
      "Khi người nộp đưa chứng từ, kiểm tra số tiền và tải chứng từ lên; thời hạn chạy tiếp.",
      "When the applicant brings the proof, check the amount and upload it; the term goes on.",
    ),
    asks: [
      field("paidOn", "date", text("Ngày nộp tiền", "Day of the payment")),
      field("paidVnd", "money", text("Số tiền đã nộp (đồng)", "Amount paid (dong)")),
    ],
    papers: [
      {
        id: "giay-nop-tien",
        title: text("Giấy nộp tiền vào ngân sách nhà nước", "Proof of payment to the state budget"),
        explain: text("Bản chụp rõ số tiền và ngày nộp.", "Amount and day can be read."),
        isRequired: true,
        copies: 1,
      },
    ],
    outcomes: [
      {
        id: "paid",
        label: text("Đã nộp đủ, trình trưởng phòng", "Paid in full; pass on to the head"),
        needsReason: false,
      },
    ],
    pausesFor: text(
      "Chờ người nộp thực hiện nghĩa vụ tài chính",
      "Waiting for the applicant’s financial duty",
    ),
  },
];

export const CONSULTS: readonly Consultation[] = [
  {
    step: "consult",
    agencies: ["cuc-thue-thanh-pho"],
    question: text(
      "Người sử dụng đất phải nộp những khoản nào, bao nhiêu, theo thông báo số mấy?",
      "What does the land user owe, how much, by which notice?",
    ),
    tells: ["ownerName", "plotNumber", "plotArea", "site", "change", "newPurpose"],
    papers: ["to-khai-thue", "hop-dong"],
    outcomes: [
      { id: "owed", label: text("Có nghĩa vụ tài chính", "Something is owed"), needsReason: true },
      { id: "exempt", label: text("Được miễn", "Exempt"), needsReason: true },
    ],
  },
];
