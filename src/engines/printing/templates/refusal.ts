export const REFUSAL = String.raw`
#set document(title: "Phiếu từ chối tiếp nhận giải quyết hồ sơ " + d.code)
#set page(paper: "a5", margin: (x: 14mm, y: 12mm), header: page-number(9pt))
#set text(size: 10.5pt)
#head(8.5pt)
#align(center)[
  #v(3mm)
  #title(13pt)[PHIẾU TỪ CHỐI TIẾP NHẬN \ GIẢI QUYẾT HỒ SƠ]
  Mã hồ sơ: *#d.code*
]
#v(2mm)
#row("Hồ sơ của", d.applicant)

#row("Nội dung yêu cầu giải quyết", d.procedure)

Qua xem xét, #d.agency thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:

#or-none(d.reason)

Nếu không đồng ý, người nộp hồ sơ có quyền khiếu nại theo Luật Khiếu nại.
#v(1fr)
#foot("Người tiếp nhận hồ sơ", d.signer)
`;
