/** How a dossier came, and how it goes on to another agency. */
export const vi = {
  "transfer.title": "Chuyển cơ quan có thẩm quyền",
  "transfer.propose-title": "Đề nghị chuyển cơ quan có thẩm quyền",
  "transfer.lead":
    "Hồ sơ kết thúc ở đây và bắt đầu lại ở cơ quan nhận với mã, thời hạn và lệ phí của cơ quan đó. Người nộp được báo và không phải nộp lại; khoản đã nộp ở đây được hoàn.",
  "transfer.agency": "Cơ quan có thẩm quyền",
  "transfer.reason": "Lý do chuyển",
  "transfer.act": "Chuyển hồ sơ và báo người nộp",
  "transfer.propose": "Gửi đề nghị",
  "transfer.decline": "Không chuyển, giữ lại giải quyết",
  "transfer.proposed": "Có đề nghị chuyển cơ quan có thẩm quyền",
  "transfer.from": "Chuyển đến từ",
  "transfer.arrived": "Vào sổ cơ quan có thẩm quyền",
  "transfer.old-code": "mã cũ",
  "transfer.why": "Lý do",
  "transfer.to": "Đã chuyển đến",
  "transfer.new-code": "mã mới",
  "transfer.on-its-way": "Đang chuyển, mã mới sẽ hiện ở đây.",
  "arrival.desk": "Tại quầy",
  "arrival.post": "Qua bưu chính",
  "arrival.taken-by": "Nhận tại",
  "arrival.entered-by": "người nhập",
  "refused.already-transferred": "Hồ sơ đã được chuyển đến cơ quan có thẩm quyền.",
  "refused.came-from-there":
    "Cơ quan này đã chuyển hồ sơ đến đây. Hai cơ quan cần thống nhất thẩm quyền trước, không chuyển qua lại.",
  "refused.to-oneself": "Hồ sơ đang ở chính cơ quan này. Hãy chọn cơ quan khác.",
  "refused.not-competent": "Hãy chọn một cơ quan có giải quyết thủ tục này.",
} as const;
