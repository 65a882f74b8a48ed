/** A plain paper of an office: facts, a table, sentences, and lines to sign on. A5 for one person, A4 for a list. */
export const NOTE = String.raw`
#set document(title: d.title + " " + d.number)
#set page(paper: d.paper, margin: if d.paper == "a4" { (left: 30mm, right: 18mm, y: 20mm) } else { (x: 14mm, y: 12mm) }, header: page-number(9pt))
#let size = if d.paper == "a4" { 12.5pt } else { 10pt }
#set text(size: size)
#head(size - 2pt)
#align(center)[
  #v(2mm)
  #title(size + 2.5pt)[#upper(d.title)]
  #if d.number != "" [Số: *#d.number*]
]
#v(1mm)
#for fact in d.facts { par(row(fact.label, fact.value)) }
#if d.columns.len() > 0 {
  set text(size: size - 1pt)
  table(
    columns: d.columns.map(c => if c.wide { 1fr } else { auto }), stroke: 0.5pt, inset: 5pt,
    table.header(..d.columns.map(c => [*#c.label*])),
    ..d.rows.flatten().map(cell => [#cell]),
  )
}
#for sentence in d.sentences { par[#sentence] }
#v(2mm)
#align(right)[_#d.issuedOn _]
#block(breakable: false, grid(
  columns: d.signers.map(s => 1fr), align: center,
  ..d.signers.map(s => [*#s.title* \ _(ký, ghi rõ họ tên)_ #v(14mm) *#s.name*]),
))
#v(1fr)
#code-and-notice(16mm)
`;
