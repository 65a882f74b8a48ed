export const REFUSAL = String.raw`
#set document(title: "Phiếu từ chối tiếp nhận giải quyết hồ sơ " + d.code)
#set page(paper: "a5", margin: (x: 14mm, y: 12mm))
#set text(size: 10pt)
#head(8.5pt)
#align(center)[#v(2mm) #heading(level: 1, outlined: false, text(size: 13pt)[PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ]) Mã hồ sơ: *#d.code*]
#row("Hồ sơ của", d.applicant)

#row("Thủ tục", d.procedure)

#row("Lý do từ chối", d.reason)

Nếu không đồng ý, người nộp có quyền khiếu nại theo Luật Khiếu nại.
#v(1fr)
#grid(columns: (1fr, auto), column-gutter: 6mm, code-and-notice(20mm), align(center)[_#d.issuedOn _ \ *Người lập phiếu* \ #v(6mm) #d.signer])
`;
