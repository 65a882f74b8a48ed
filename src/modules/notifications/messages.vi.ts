export const vi = {
  title: "Thông báo",
  "list.title": "Mới nhất trước",
  unread: "Chưa đọc",
  read: "Đã đọc",
  open: "Mở",
  "mail-failed": "Không gửi được thư điện tử về việc này. Hãy kiểm tra địa chỉ thư của bạn.",
  "mark-all": "Đánh dấu tất cả là đã đọc",
  "some-unread": "Mở một thông báo để đến hồ sơ; thông báo đó được ghi là đã đọc.",
  "all-read": "Bạn đã đọc hết thông báo.",
  empty: "Chưa có thông báo nào",
  "empty-official":
    "Bạn được báo ở đây khi một hồ sơ sắp đến hạn, quá hạn, được chuyển cho bạn, hoặc khi đồng nghiệp nhắc tên bạn.",
  "empty-applicant":
    "Bạn được báo ở đây khi hồ sơ của bạn được tiếp nhận, cần bổ sung, đổi ngày hẹn hoặc có kết quả.",
  "empty-page": "Không còn thông báo cũ hơn",
  "empty-page-text": "Bạn đã xem đến thông báo đầu tiên.",
  older: "Thông báo cũ hơn",
  newest: "Về thông báo mới nhất",
  pages: "Các trang thông báo",
} as const;
