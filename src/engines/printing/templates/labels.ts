/** Labels for folders on a shelf, three by eight to a sheet of A4. */
export const LABELS = String.raw`
#set document(title: "Nhãn hồ sơ giấy")
#set page(paper: "a4", margin: (x: 8mm, y: 12mm))
#set text(size: 9pt)
#set par(leading: 0.5em)
#grid(
  columns: (1fr, 1fr, 1fr), rows: 33mm, gutter: 1mm,
  ..d.labels.map(one => block(width: 100%, height: 100%, inset: 3mm, stroke: 0.4pt + luma(160), clip: true)[
    #text(size: 10.5pt, weight: "bold", one.code) \
    #one.name \
    #text(size: 8pt, one.what)
    #v(1fr)
    #text(size: 13pt, weight: "bold", one.shelf)
  ]),
)
`;
