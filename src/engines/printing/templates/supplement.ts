export const SUPPLEMENT = String.raw`
#set document(title: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ " + d.code)
#set page(paper: "a5", margin: (x: 14mm, y: 12mm))
#set text(size: 10pt)
#head(8.5pt)
#align(center)[#v(2mm) #heading(level: 1, outlined: false, text(size: 13pt)[PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ]) Mã hồ sơ: *#d.code*]
#row("Hồ sơ của", d.applicant)

#row("Thủ tục", d.procedure)

Đề nghị bổ sung, hoàn thiện các nội dung sau. Yêu cầu này chỉ được đưa ra một lần; thời hạn giải quyết tạm dừng cho đến khi nhận đủ.
#enum(..d.defects.map(x => [*#x.what:* #x.how]))
#v(1fr)
#grid(columns: (1fr, auto), column-gutter: 6mm, code-and-notice(20mm), align(center)[_#d.issuedOn _ \ *Người lập phiếu* \ #v(6mm) #d.signer])
`;
