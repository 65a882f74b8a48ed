export const FEE_RECEIPT = String.raw`
#set document(title: "Biên lai thu phí, lệ phí số " + d.number)
#set page(paper: "a5", flipped: true, margin: (x: 14mm, y: 11mm), header: page-number(9pt))
#set text(size: 11.5pt)
#set par(spacing: 0.9em)
#head(8.5pt)
#align(center)[
  #v(1mm)
  #title(13pt)[BIÊN LAI THU PHÍ, LỆ PHÍ]
  Số: *#d.number*
]
#row("Người nộp", d.payer)

#row("Mã hồ sơ", d.label)

#row("Nội dung thu", d.reason)

#row("Số tiền", d.amount)

#row("Bằng chữ", d.inWords)

#row("Cách nộp", d.channel)

#if d.transaction != "" { row("Mã giao dịch", d.transaction) }

#row("Nhận tiền lúc", d.paidAt)
#v(1fr)
#set text(size: 10.5pt)
#if d.cashier == "" {
  grid(columns: (1fr, 62mm), column-gutter: 5mm, align: (left + bottom, center + bottom),
    code-and-notice(18mm),
    [_#d.issuedOn _ \ Biên lai điện tử, lập tự động khi nhận được tiền],
  )
} else { foot("Người thu tiền", d.cashier) }
`;
