/** Numbered receipts without anything on them but the number: the applicant's half above, the desk's below, cut apart. */
export const BLANK_RECEIPTS = String.raw`
#set document(title: "Phiếu tiếp nhận in sẵn " + d.range)
#set page(paper: "a4", margin: (x: 18mm, y: 10mm))
#set text(size: 11pt)
#set par(spacing: 1.15em)
#let blank = box(width: 1fr, repeat[.])
#let field(label) = [#label: #blank]
#let half(number, copy) = block(height: 132mm, width: 100%, {
  head(9pt)
  align(center)[
    #v(1mm)
    #heading(level: 1, outlined: false, text(size: 13pt)[PHIẾU TIẾP NHẬN HỒ SƠ])
    Số: *#number* #h(8mm) _(#copy)_
  ]
  v(1mm)
  par(field("Họ và tên người nộp"))
  par(field("Số định danh cá nhân"))
  par[#field("Điện thoại") #field("Thư điện tử")]
  par(field("Thủ tục"))
  par[#field("Giấy tờ đã nhận")]
  par(blank)
  par(blank)
  par(blank)
  par[Nhận lúc: #box(width: 14mm, repeat[.]) giờ #box(width: 14mm, repeat[.]) phút, ngày #box(width: 14mm, repeat[.]) tháng #box(width: 14mm, repeat[.]) năm #box(width: 18mm, repeat[.])]
  grid(columns: (1fr, 1fr), align: center,
    [*Người nộp* \ _(ký, ghi rõ họ tên)_],
    [*Người tiếp nhận* \ _(ký, ghi rõ họ tên)_])
  v(1fr)
  text(size: 8pt)[#d.notice]
})
#for (place, number) in d.numbers.enumerate() {
  if place > 0 { pagebreak() }
  half(number, "liên 1: giao người nộp")
  line(length: 100%, stroke: (thickness: 0.5pt, dash: "dashed"))
  half(number, "liên 2: lưu tại bộ phận một cửa")
}
`;
