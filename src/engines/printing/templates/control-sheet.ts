/** Form 05, A5 (Circular 01/2018/TT-VPCP; R15): as many rows as the dossier changed hands. */
export const CONTROL_SHEET = String.raw`
#set document(title: "Phiếu kiểm soát quá trình giải quyết hồ sơ " + d.code)
#set page(paper: "a5", margin: (x: 12mm, y: 12mm), header: page-number(9pt))
#set text(size: 9.5pt)
#set par(spacing: 0.75em)
#head(8.5pt)
#align(center)[
  #v(2mm)
  #title(12.5pt)[PHIẾU KIỂM SOÁT \ QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ]
  Mã hồ sơ: *#d.code*
]
#v(1mm)
#row("Thủ tục", d.procedure)

#row("Người nộp hồ sơ", d.applicant)

#row("Cơ quan (bộ phận) giải quyết hồ sơ", d.agency)

#row("Cơ quan phối hợp giải quyết hồ sơ", d.supporters)

#row("Hẹn trả kết quả", d.dueAt)

#text(size: 8pt)[
  #set par(leading: 0.5em, spacing: 0.5em)
  #table(
    columns: (7mm, 4fr, 4fr, 2.1fr, 2.6fr),
    inset: 1.4mm, stroke: 0.4pt,
    table.header(
      [*TT*], [*Giao, nhận hồ sơ*], [*Thời gian giao, nhận*], [*Kết quả giải quyết*], [*Ghi chú*],
    ),
    ..d.rows.enumerate().map(((place, r)) => (
      [#(place + 1)],
      [*#r.step* \ Giao: #or-none(r.giver) \ Nhận: #or-none(r.receiver)],
      [Nhận: #r.receivedAt \ #r.passedOn #if r.dueAt != "" [\ Hạn: #r.dueAt]],
      [#r.result],
      [#r.note],
    )).flatten()
  )
]
#v(2mm)
#code-and-notice(16mm)
#text(size: 8pt)[_In lúc #d.printedAt; phiếu do hệ thống ghi từ quá trình giải quyết, đi kèm hồ sơ._]
`;
