import { type CalendarDay, formatDay } from "#kernel/calendar-day";

const COMMITTEE = "Ủy ban nhân dân";
const CITY = `${COMMITTEE} Thành phố Hồ Chí Minh`;
const NOTICE = "Dữ liệu minh họa, không có giá trị pháp lý.";

/** What the head and foot of every paper of this module say. */
export function paperFrame(office: string, on: CalendarDay, qrText: string) {
  const [date, month, year] = formatDay(on).split("/");
  const place = office.startsWith(COMMITTEE)
    ? office
        .slice(COMMITTEE.length)
        .trim()
        .replace(/^(?:Quận|Huyện|Phường|Xã|Thị trấn) (?=\D)/u, "")
    : "Thành phố Hồ Chí Minh";
  return {
    agencyParent: office.startsWith(COMMITTEE) ? CITY : "",
    agency: office,
    issuedOn: `${place}, ngày ${date} tháng ${month} năm ${year}`,
    qrText,
    notice: NOTICE,
  };
}
