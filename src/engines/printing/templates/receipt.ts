export const RECEIPT = String.raw`
#set document(title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả " + d.code)
#set page(paper: "a5", margin: (x: 14mm, y: 12mm), header: page-number(9pt))
#set text(size: 10pt)
#set par(spacing: 0.8em)
#head(8.5pt)
#align(center)[
  #v(2mm)
  #title(12.5pt)[GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ]
  Mã hồ sơ: *#d.code* #h(5mm) Mã tra cứu: *#d.lookupCode*
]
#v(1mm)
#row("Tiếp nhận hồ sơ của", d.applicant)

#row("Địa chỉ", d.address)

#row("Số điện thoại", d.phone)

#row("Nội dung yêu cầu giải quyết", d.procedure)

*Thành phần hồ sơ nộp gồm:*
#items(d.papers.map(p => [#p.title (#p.detail)]), enum)
#row("Thời gian nhận hồ sơ", d.receivedAt)

#if d.takenAt != "" { row("Nơi tiếp nhận", d.takenAt) }

#row("Thời gian trả kết quả giải quyết hồ sơ", d.dueAt)

#row("Phí, lệ phí", d.fee)

#if d.sendTo != "" { row("Gửi đến", d.sendTo) }

*Cách tính thời gian trả kết quả:*
#text(size: 9pt, items(d.howCounted.map(s => [#s]), list))
#v(1fr)
#foot("Người tiếp nhận hồ sơ", d.receiver)
`;
