export const CERTIFICATE = String.raw`
#set document(title: "Giấy chứng nhận đăng ký hộ kinh doanh số " + d.number)
#set page(paper: "a4", margin: (top: 22mm, bottom: 20mm, left: 30mm, right: 18mm), header: page-number(13pt))
#set text(size: 13pt)
#head(12pt)
#v(1mm)
#grid(columns: (4fr, 5fr), column-gutter: 4mm, align(center)[Số: #or-none(d.number)], align(center)[_#d.issuedOn _])
#align(center)[
  #v(8mm)
  #title(17pt)[GIẤY CHỨNG NHẬN \ ĐĂNG KÝ HỘ KINH DOANH]
  _Đăng ký lần đầu_
  #v(5mm)
]
#set par(leading: 0.8em, spacing: 1.15em)
#let point(number, label, body) = grid(
  columns: (7mm, 1fr), row-gutter: 1.15em,
  [*#number.*], [*#label:* #body],
)
#point(1, "Tên hộ kinh doanh", or-none(upper(d.businessName)))
#point(2, "Địa điểm kinh doanh", or-none(d.place))
#point(3, "Ngành, nghề kinh doanh", items(d.trades.map(t => [#t]), list))
#point(4, "Vốn kinh doanh", or-none(d.capital))
#point(5, "Họ và tên chủ hộ kinh doanh", [
  #or-none(upper(d.owner))

  Sinh ngày: #or-none(d.bornOn) #h(8mm) Số định danh cá nhân: #or-none(d.citizenId)

  Nơi thường trú: #or-none(d.ownerAddress)
])
#if d.members.len() > 0 {
  point(6, "Thành viên hộ gia đình cùng thành lập", items(d.members.map(m => [#m]), list))
}
#v(12mm)
#block(breakable: false, grid(columns: (1fr, 1fr), column-gutter: 6mm, [], [
  #align(center)[*TM. ỦY BAN NHÂN DÂN* #for-the-chair(d.signerTitle)]
  #signature(d.signerTitle, d.signer)
]))
#v(1fr)
#code-and-notice(26mm)
`;
