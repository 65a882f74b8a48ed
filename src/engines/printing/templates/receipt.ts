export const RECEIPT = String.raw`
#set document(title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả " + d.code)
#set page(paper: "a5", margin: (x: 14mm, y: 11mm))
#set text(size: 9.5pt)
#set par(spacing: 0.8em)
#head(8.5pt)
#align(center)[#v(1mm) #heading(level: 1, outlined: false, text(size: 12.5pt)[GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ]) Mã hồ sơ: *#d.code* #h(4mm) Mã tra cứu: *#d.lookupCode*]
#row("Tiếp nhận hồ sơ của", d.applicant)

#row("Địa chỉ", d.address) #h(3mm) #row("Điện thoại", d.phone)

#row("Thủ tục", d.procedure)

*Giấy tờ đã nộp:*
#list(..d.papers.map(p => [#p.title (#p.detail)]))
#row("Thời gian nhận", d.receivedAt)

#row("Hẹn trả kết quả", d.dueAt)

#row("Lệ phí", d.fee)

*Cách tính ngày hẹn:*
#list(..d.howCounted.map(s => [#s]))
#v(1fr)
#grid(columns: (1fr, auto), column-gutter: 6mm, code-and-notice(20mm), align(center)[_#d.issuedOn _ \ *Người tiếp nhận* \ #v(5mm) #d.receiver])
`;
