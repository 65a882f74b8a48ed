/** Form 06, A4 across (Circular 01/2018/TT-VPCP; R15). */
export const DOSSIER_REGISTER = String.raw`
#set document(title: "Sổ theo dõi hồ sơ " + d.period)
#set page(paper: "a4", flipped: true, margin: (x: 15mm, y: 15mm), header: page-number(10pt))
#set text(size: 9pt)
#head(10pt)
#align(center)[
  #v(2mm)
  #title(14pt)[SỔ THEO DÕI HỒ SƠ]
  #d.period \ Lĩnh vực: #d.field
]
#v(2mm)
#text(size: 8pt)[
  #set par(leading: 0.5em)
  #table(
    columns: (9mm, 38mm, 3fr, 13mm, 2.6fr, 2.8fr, 2fr, 17mm, 17mm, 17mm, 17mm, 13mm, 2fr),
    inset: 1.3mm, stroke: 0.4pt,
    table.header(
      table.cell(rowspan: 2)[*TT*], table.cell(rowspan: 2)[*Mã hồ sơ*],
      table.cell(rowspan: 2)[*Tên thủ tục hành chính*], table.cell(rowspan: 2)[*Số lượng (bộ)*],
      table.cell(rowspan: 2)[*Tên cá nhân, tổ chức*], table.cell(rowspan: 2)[*Địa chỉ, số điện thoại*],
      table.cell(rowspan: 2)[*Cơ quan chủ trì giải quyết*],
      table.cell(colspan: 5, align: center)[*Nhận và trả kết quả*], table.cell(rowspan: 2)[*Ghi chú*],
      [*Nhận hồ sơ*], [*Hẹn trả*], [*Trả kết quả*], [*Phương thức nhận*], [*Ký nhận*],
    ),
    ..d.rows.map(r => (
      [#r.place], [#r.code], [#r.procedure], [1], [#r.applicant], [#or-none(r.contact)], [#r.agency],
      [#r.receivedOn], [#r.dueOn], [#r.releasedOn], [#r.how], [], [#r.note],
    )).flatten()
  )
]
#v(2mm)
#code-and-notice(16mm)
#text(size: 8pt)[_In lúc #d.printedAt._]
`;
