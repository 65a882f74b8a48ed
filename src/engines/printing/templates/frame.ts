/** The head and the parts that all papers share: agency left, national motto right, place and date, QR and notice below. */
export const FRAME = String.raw`
#let d = json("data.json")
#set text(lang: "vi", region: "VN", font: "Libertinus Serif", fallback: false, hyphenate: false)
#set par(justify: false, leading: 0.72em, spacing: 0.95em)
#show heading: set block(above: 1.2em, below: 0.8em)
#let none-known = [không có thông tin]
#let or-none(value) = if value == none or value == "" { none-known } else { [#value] }
#let row(label, value) = [*#label:* #or-none(value)]
#let rule(length) = line(length: length, stroke: 0.6pt)
// Page numbers stand centred in the top margin from the second page on (Decree 30/2020/NĐ-CP, Appendix I).
#let page-number(size) = context {
  let page = counter(page).get().first()
  if page > 1 { align(center, text(size: size, str(page))) }
}
#let items(values, marker) = if values.len() == 0 { par(none-known) } else { marker(..values) }
#let head(size) = {
  set text(size: size)
  set par(leading: 0.6em)
  show "THÀNH PHỐ HỒ CHÍ MINH": box
  grid(
    columns: (4fr, 5fr), column-gutter: 4mm,
    align(center)[#upper(d.agencyParent) \ *#upper(d.agency)* #v(-1.4mm) #rule(22mm)],
    align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \ #text(size: size + 1pt)[*Độc lập - Tự do - Hạnh phúc*] #v(-1.4mm) #rule(38mm)],
  )
}
#let title(size, words) = heading(level: 1, outlined: false, text(size: size, words))
#let code-and-notice(side) = grid(
  columns: (auto, 1fr), column-gutter: 4mm, align: horizon,
  image("qr.svg", width: side, alt: "Mã QR dẫn đến " + d.qrText),
  text(size: 8pt)[#par(leading: 0.5em)[#d.notice \ #d.qrText]],
)
// A deputy signs for the head: KT. (ký thay; Decree 30/2020/NĐ-CP, Article 13).
#let for-the-chair(title) = if lower(title).starts-with("phó ") [\ *KT. #upper(title.slice("phó ".len()))*]
#let signature(title, name) = align(center)[*#upper(title)* \ _(Ký số)_ #v(9mm) *#or-none(name)*]
#let foot(title, name) = block(breakable: false, grid(
  columns: (1fr, 52mm), column-gutter: 5mm, align: (left + bottom, center),
  code-and-notice(20mm),
  [_#d.issuedOn _ \ *#upper(title)* \ #v(9mm) *#or-none(name)*],
))
`;
