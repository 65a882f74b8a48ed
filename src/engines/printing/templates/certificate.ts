export const CERTIFICATE = String.raw`
#set document(title: "Giấy chứng nhận đăng ký hộ kinh doanh số " + d.number)
#set page(paper: "a4", margin: (top: 22mm, bottom: 20mm, left: 30mm, right: 18mm))
#set text(size: 13pt)
#head(12pt)
#grid(columns: (2fr, 3fr), column-gutter: 6mm, align(center)[Số: #d.number], align(center)[_#d.issuedOn _])
#align(center)[#v(6mm) #heading(level: 1, outlined: false, text(size: 17pt)[GIẤY CHỨNG NHẬN \ ĐĂNG KÝ HỘ KINH DOANH]) _Đăng ký lần đầu_ #v(3mm)]
#set par(hanging-indent: 6mm)
1. #row("Tên hộ kinh doanh", upper(d.businessName))

2. #row("Địa điểm kinh doanh", d.place)

3. *Ngành, nghề kinh doanh:*
#list(indent: 6mm, ..d.trades.map(t => [#t]))
4. #row("Vốn kinh doanh", d.capital)

5. #row("Họ và tên chủ hộ kinh doanh", upper(d.owner))

#pad(left: 6mm)[
#row("Sinh ngày", d.bornOn) #h(6mm) #row("Số định danh cá nhân", d.citizenId)

#row("Nơi thường trú", d.ownerAddress)
]
#if d.members.len() > 0 [
6. *Thành viên hộ gia đình cùng thành lập:*
#list(indent: 6mm, ..d.members.map(m => [#m]))
]
#v(10mm)
#block(breakable: false, grid(columns: (1fr, 1fr), column-gutter: 6mm, [], [#align(center)[*TM. ỦY BAN NHÂN DÂN*] #signature(d.signerTitle, d.signer)]))
#v(1fr)
#code-and-notice(26mm)
`;
