import type { GatewayPayment } from "./gateway.ts";

/** The simulated bank's one page: what was paid, and a form that pays. Made for people who try the city out. */
export function simulatorPage(payments: readonly GatewayPayment[], query: URLSearchParams): string {
  const field = (name: string, label: string): string =>
    `<p><label for="${name}">${label}</label><br><input id="${name}" name="${name}" value="${escaped(query.get(name) ?? "")}" required></p>`;
  const rows = payments
    .toReversed()
    .map(
      (one) =>
        `<tr><td>${one.paidAt.toISOString()}</td><td>${one.transactionId}</td><td>${escaped(one.reference)}</td><td>${one.amount}</td></tr>`,
    )
    .join("");
  const told = query.get("da-bao");
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ngân hàng mô phỏng</title></head><body><main>
<h1>Ngân hàng mô phỏng</h1>
<p>Không có tiền thật nào được chuyển. Trang này chỉ có khi chạy thử.</p>
${told === null ? "" : `<p role="status"><strong>Đã chuyển tiền; hệ thống một cửa trả lời ${escaped(told)}. Bạn có thể quay lại trang nộp lệ phí.</strong></p>`}
<form method="post" action="/tra-tien">
${field("account", "Số tài khoản nhận")}
${field("amount", "Số tiền (đồng)")}
${field("reference", "Nội dung chuyển khoản")}
<p><button>Chuyển tiền</button></p>
</form>
<table><caption>Các lần chuyển</caption><thead><tr><th>Lúc</th><th>Mã giao dịch</th><th>Nội dung</th><th>Số tiền</th></tr></thead><tbody>${rows}</tbody></table>
</main></body></html>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
