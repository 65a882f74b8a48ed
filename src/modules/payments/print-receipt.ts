import type { FeeReceiptPrint } from "#engines/printing";
import { type CalendarDay, dayIn, formatDay, minuteOfDay } from "#kernel/calendar-day";
import { dongText } from "#kernel/money";
import { dongInWords } from "#kernel/money-words";
import type { Charge, Payment } from "./charge.ts";
import { vi } from "./messages.vi.ts";
import { paths } from "./paths.ts";
import { COMMITTEE, receiptText } from "./take-payment.ts";

const CITY = `${COMMITTEE} Thành phố Hồ Chí Minh`;
const NOTICE = "Quét mã để xem khoản đã nộp. Dữ liệu minh họa, không có giá trị pháp lý.";

/** A receipt as it is printed, today and every time again: from what is on record alone. */
export function receiptPrint(charge: Charge, payment: Payment, origin: string): FeeReceiptPrint {
  const day = dayIn(payment.recordedAt);
  return {
    agencyParent: payment.agencyName.startsWith(COMMITTEE) ? CITY : "",
    agency: payment.agencyName,
    issuedOn: placeAndDay(payment.agencyName, day),
    qrText: `${origin}${paths.charge(charge.publicId)}`,
    notice: NOTICE,
    number: receiptText(payment),
    payer: payment.payerName,
    label: charge.label,
    reason: charge.reason.vi,
    amount: dongText(payment.amountVnd),
    inWords: dongInWords(payment.amountVnd),
    channel: vi[`channel.${payment.channel}`],
    paidAt: momentOf(payment.paidAt),
    transaction: payment.transactionId ?? "",
    cashier: payment.takenBy,
  };
}

function placeAndDay(agency: string, day: CalendarDay): string {
  const [date, month, year] = formatDay(day).split("/");
  const place = agency.startsWith(COMMITTEE)
    ? agency
        .slice(COMMITTEE.length)
        .trim()
        .replace(/^(?:Quận|Huyện) (?=\D)/u, "")
    : "Thành phố Hồ Chí Minh";
  return `${place}, ngày ${date} tháng ${month} năm ${year}`;
}

function momentOf(at: Date): string {
  const minute = minuteOfDay(at);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0"));
  return `${clock.join(":")}, ngày ${formatDay(dayIn(at))}`;
}
