/** The head and the parts that all papers share: agency left, national motto right, place and date, QR and notice below. */
export const FRAME = String.raw`
#let d = json("data.json")
#set text(lang: "vi", font: "Libertinus Serif", hyphenate: false)
#set par(justify: false, leading: 0.72em, spacing: 0.95em)
#let or-none(value) = if value == "" [không có thông tin] else [#value]
#let row(label, value) = [*#label:* #or-none(value)]
#let rule(length) = line(length: length, stroke: 0.6pt)
#let head(size) = {
  set text(size: size)
  grid(
    columns: (2fr, 3fr), column-gutter: 6mm,
    align(center)[#upper(d.agencyParent) \ *#upper(d.agency)* #v(-1.2mm) #rule(24mm)],
    align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \ *Độc lập - Tự do - Hạnh phúc* #v(-1.2mm) #rule(40mm)],
  )
}
#let code-and-notice(side) = grid(
  columns: (auto, 1fr), column-gutter: 4mm, align: horizon,
  image("qr.svg", width: side, alt: "Mã QR dẫn đến trang kiểm tra giấy này"),
  text(size: 8pt)[#d.notice \ #d.qrText],
)
#let signature(title, name) = align(center)[*#upper(title)* \ _(Ký số)_ #v(4mm) *#name*]
`;
