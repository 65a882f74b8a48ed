export const SUPPLEMENT = String.raw`
#set document(title: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ " + d.code)
#set page(paper: "a5", margin: (x: 14mm, y: 12mm), header: page-number(9pt))
#set text(size: 10.5pt)
#head(8.5pt)
#align(center)[
  #v(3mm)
  #title(13pt)[PHIẾU YÊU CẦU BỔ SUNG, \ HOÀN THIỆN HỒ SƠ]
  Mã hồ sơ: *#d.code*
]
#v(2mm)
#row("Hồ sơ của", d.applicant)

#row("Nội dung yêu cầu giải quyết", d.procedure)

*Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:*
#items(d.defects.map(x => [*#x.what:* #or-none(x.how)]), enum)
#if d.decision == "" [Yêu cầu này chỉ được đưa ra một lần.] else [Yêu cầu bổ sung thêm theo #d.decision.]
#if d.answerBy != "" [Nộp bổ sung chậm nhất lúc #d.answerBy; sau lúc đó cơ quan có thể dừng giải quyết hồ sơ.]

Thời hạn giải quyết tạm dừng và tính tiếp khi hồ sơ đã được bổ sung đầy đủ.
#v(1fr)
#foot("Người hướng dẫn", d.signer)
`;
