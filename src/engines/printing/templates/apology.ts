export const APOLOGY = String.raw`
#set document(title: "Phiếu xin lỗi và hẹn lại ngày trả kết quả " + d.code)
#set page(paper: "a5", margin: (x: 14mm, y: 12mm), header: page-number(9pt))
#set text(size: 10.5pt)
#head(8.5pt)
#align(center)[
  #v(3mm)
  #title(13pt)[PHIẾU XIN LỖI \ VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ]
  Mã hồ sơ: *#d.code*
]
#v(2mm)
#row("Kính gửi", d.applicant)

#row("Nội dung yêu cầu giải quyết", d.procedure)

#row("Tiếp nhận lúc", d.receivedAt)

#row("Đã hẹn trả kết quả lúc", d.dueAt)

Đến nay, #d.agency chưa trả được kết quả giải quyết hồ sơ này với lý do:

#or-none(d.reason)

#d.agency xin lỗi vì sự chậm trễ này và hẹn trả kết quả vào *ngày #d.newDueOn*.

Việc hẹn lại chỉ được thực hiện một lần.
#v(1fr)
#foot(d.signerTitle, d.signer)
`;
