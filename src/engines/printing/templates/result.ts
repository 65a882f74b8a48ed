/** A result on A4 (layout after Decree 30/2020/NĐ-CP, Appendix I); what it says comes from the app's edition. */
export const RESULT = String.raw`
#set document(title: d.heading.map(line => line.vi).join(" ") + " số " + d.number)
#set page(paper: "a4", margin: (top: 22mm, bottom: 20mm, left: 30mm, right: 18mm), header: page-number(13pt))
#set text(size: 13pt)
#head(12pt)
#v(1mm)
#grid(columns: (4fr, 5fr), column-gutter: 4mm, align(center)[Số: #or-none(d.number)], align(center)[_#d.issuedOn _])
#let english(words) = if words != "" { text(lang: "en", region: "GB", style: "italic", size: 11pt, words) }
#let below(line) = [#or-none(line.vi)#if line.en != "" [ \ #english(line.en)]]
#align(center)[
  #v(8mm)
  #title(17pt, d.heading.map(line => upper(line.vi)).join(linebreak()))
  #for line in d.heading { if line.en != "" { par(english(line.en)) } }
  #if d.subheading.vi != "" { par[_#d.subheading.vi _#if d.subheading.en != "" [ \ #english(d.subheading.en)]] }
  #v(5mm)
]
#set par(leading: 0.8em, spacing: 1.15em)
#let label-of(point) = [*#point.label.vi*#if point.label.en != "" [ #english("/ " + point.label.en)]*:*]
#let body-of(point) = if point.isList { items(point.lines.map(line => below(line)), list) } else {
  if point.lines.len() == 0 { none-known } else { point.lines.map(line => below(line)).join(parbreak()) }
}
#let point(number, content) = grid(
  columns: (8mm, 1fr), row-gutter: 1.15em,
  [*#number.*], [#label-of(content) #body-of(content)],
)
#for (index, content) in d.points.enumerate() { point(index + 1, content) }
#for line in d.closing { par(below(line)) }
#v(12mm)
#block(breakable: false, grid(columns: (1fr, 1fr), column-gutter: 6mm, [], [
  #align(center)[#if d.authority != "" [*#d.authority* ]#for-the-chair(d.signerTitle)]
  #signature(d.signerTitle, d.signer)
]))
#v(1fr)
#code-and-notice(26mm)
`;
