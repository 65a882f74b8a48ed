import { type ResultPrint, text, when } from "#app-kit";

/** The certificate as Decree 78/2015/NĐ-CP shows it (Appendix VI); printed in Vietnamese. */
export const CERTIFICATE: ResultPrint = {
  heading: [
    text("Giấy chứng nhận", "Certificate"),
    text("đăng ký hộ kinh doanh", "of household business registration"),
  ],
  subheading: text("Đăng ký lần đầu", "First registration"),
  isBilingual: false,
  points: [
    {
      label: text("Tên hộ kinh doanh", "Name of the household business"),
      lines: [text("{businessName|upper}", "{businessName|upper}")],
    },
    {
      label: text("Địa điểm kinh doanh", "Place of business"),
      lines: [text("{street}, {ward}, {agency}", "{street}, {ward}, {agency}")],
    },
    {
      label: text("Ngành, nghề kinh doanh", "Trades"),
      lines: [{ each: "trades", line: text("{name}", "{name}") }],
    },
    {
      label: text("Vốn kinh doanh", "Capital"),
      lines: [text("{capitalVnd}", "{capitalVnd}")],
    },
    {
      label: text("Họ và tên chủ hộ kinh doanh", "Full name of the head"),
      lines: [
        text("{ownerName|upper}", "{ownerName|upper}"),
        text(
          "Sinh ngày: {ownerBornOn}; số định danh cá nhân: {ownerCitizenId}",
          "Born on: {ownerBornOn}; personal number: {ownerCitizenId}",
        ),
        text("Nơi thường trú: {ownerAddress}", "Permanent address: {ownerAddress}"),
      ],
    },
    {
      label: text(
        "Thành viên hộ gia đình cùng thành lập",
        "Members of the household who founded it",
      ),
      lines: [{ each: "members", line: text("{name} ({citizenId})", "{name} ({citizenId})") }],
      when: when("founder").is("family"),
    },
  ],
  closing: [],
};
