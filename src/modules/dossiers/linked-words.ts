/** What the screens say of linked procedures (liên thông). */
const vi = {
  "linked.title": "Liên thông: phần việc của từng cơ quan",
  "linked.mine": "Từng phần của hồ sơ liên thông",
  "linked.mine-lead":
    "Bạn chỉ nộp một lần. Các cơ quan nối tiếp nhau giải quyết trong ngày hẹn trả của hồ sơ này.",
  "linked.table": "Hạn và tình trạng của từng phần",
  "linked.agency": "Cơ quan",
  "linked.sub-term": "Hạn phần việc",
  "linked.used": "Đã dùng",
  "linked.state": "Tình trạng",
  "linked.working-days": "ngày làm việc",
  "linked.not-yet": "Chưa chuyển đến",
  "linked.open": "Đang giải quyết",
  "linked.open-late": "Đang giải quyết, đã quá hạn phần việc",
  "linked.done": "Xong đúng hạn",
  "linked.done-late": "Xong, trễ hạn phần việc",
  "linked.refused": "Không đủ điều kiện",
  "linked.stopped": "Dừng giải quyết",
  "linked.withdrawn": "Không cần nữa",
  "linked.reason": "Lý do",
  "linked.result": "Tải kết quả đã ký số",
  "linked.broken-by": "Trễ hạn phần việc",
  "linked.none-broken": "Chưa cơ quan nào trễ hạn phần việc.",
  "linked.waiting":
    "Đang chờ cơ quan tiếp theo làm phần việc của mình. Khi có kết quả, hồ sơ tự chuyển bước.",
  "linked.part-of": "Phần của hồ sơ liên thông",
  "linked.received-by": "Cơ quan tiếp nhận",
  "linked.whole-due": "Ngày hẹn trả toàn bộ cho người nộp",
  "linked.part-hint":
    "Hạn ở trang này là hạn phần việc của cơ quan bạn. Người nộp chỉ làm việc với cơ quan tiếp nhận.",
} as const;

const en: Readonly<Record<keyof typeof vi, string>> = {
  "linked.title": "Linked procedures: each agency’s part",
  "linked.mine": "The parts of your linked dossier",
  "linked.mine-lead":
    "You file once. The agencies follow each other within the date promised for this dossier.",
  "linked.table": "Due dates and states of the parts",
  "linked.agency": "Agency",
  "linked.sub-term": "Due (part)",
  "linked.used": "Used",
  "linked.state": "State",
  "linked.working-days": "working days",
  "linked.not-yet": "Not handed over yet",
  "linked.open": "In progress",
  "linked.open-late": "In progress, past its sub-term",
  "linked.done": "Done in time",
  "linked.done-late": "Done, past its sub-term",
  "linked.refused": "Conditions not met",
  "linked.stopped": "Stopped",
  "linked.withdrawn": "No longer needed",
  "linked.reason": "Reason",
  "linked.result": "Download the signed result",
  "linked.broken-by": "Past its sub-term",
  "linked.none-broken": "No agency is past its sub-term.",
  "linked.waiting":
    "The next agency is working on its part. When its result is in, the dossier moves on by itself.",
  "linked.part-of": "Part of linked dossier",
  "linked.received-by": "Received by",
  "linked.whole-due": "Date promised to the applicant for the whole",
  "linked.part-hint":
    "The date on this page is your agency’s own sub-term. The applicant deals with the receiving agency only.",
};

export const LINKED_WORDS = { vi, en } as const;
