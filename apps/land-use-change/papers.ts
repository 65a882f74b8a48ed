import { type Paper, text, when } from "#app-kit";

export const PAPERS: readonly Paper[] = [
  {
    id: "quyen-su-dung-dat",
    kind: "land-use-certificate",
    title: text("Giấy chứng nhận đã cấp", "The certificate in force"),
    explain: text("Chụp đủ các trang.", "All pages."),
    isRequired: true,
    copies: 1,
  },
  {
    id: "hop-dong",
    title: text("Hợp đồng chuyển nhượng, tặng cho", "Contract of sale or gift"),
    explain: text("Đã công chứng hoặc chứng thực.", "Notarised or certified."),
    isRequired: true,
    when: when("change").is("transfer"),
    copies: 1,
  },
  {
    id: "thua-ke",
    title: text("Văn bản về thừa kế", "Papers of the inheritance"),
    explain: text(
      "Di chúc hoặc văn bản thỏa thuận phân chia di sản đã công chứng.",
      "A will or a notarised agreement of the heirs.",
    ),
    isRequired: true,
    when: when("change").is("inherit"),
    copies: 1,
  },
  {
    id: "to-khai-thue",
    title: text("Tờ khai nghĩa vụ tài chính về đất", "Declaration for the financial duty"),
    explain: text("Cơ quan thuế dùng để tính.", "The tax department reckons by it."),
    isRequired: true,
    copies: 1,
  },
];
