import { text } from "#app-kit";

/** The way of a dossier as the public page tells it. */
export const STEPS = [
  text(
    "Điền thông tin và tải giấy tờ lên; có thể lưu lại và làm tiếp trên máy khác.",
    "Fill in the form and upload the papers; you can save and go on from another device.",
  ),
  text(
    "Nhận mã hồ sơ ngay khi nộp. Bộ phận một cửa trả lời trong 8 giờ làm việc.",
    "You get a code as soon as you submit. The desk answers within 8 working hours.",
  ),
  text(
    "Nếu thiếu, bạn được yêu cầu bổ sung một lần, đầy đủ; thời hạn tạm dừng trong lúc chờ.",
    "If something is missing you are asked once, for everything; the clock stands still meanwhile.",
  ),
  text(
    "Phòng Tài chính - Kế hoạch thẩm định, lãnh đạo Ủy ban nhân dân ký số giấy chứng nhận.",
    "The finance and planning unit examines, the leader signs the certificate electronically.",
  ),
  text(
    "Bạn được báo, tải giấy chứng nhận và có thể đánh giá việc phục vụ.",
    "You are told, download the certificate and may rate the service.",
  ),
];
