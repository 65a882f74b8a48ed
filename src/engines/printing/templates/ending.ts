export const ENDING = String.raw`
#set document(title: d.title + " " + d.code)
#set page(paper: "a5", margin: (x: 14mm, y: 12mm), header: page-number(9pt))
#set text(size: 10.5pt)
#head(8.5pt)
#align(center)[
  #v(3mm)
  #title(13pt)[#upper(d.title)]
  Mã hồ sơ: *#d.code*
]
#v(2mm)
#row("Kính gửi", d.applicant)

#row("Nội dung yêu cầu giải quyết", d.procedure)

#for said in d.sentences [
  #said

]
#v(1fr)
#foot(d.signerTitle, d.signer)
`;
