import { field, type FormDefinition, text, when } from "#app-kit";

/** Who registers, which plot, what has changed. */
export const FORM: FormDefinition = {
  titleField: "plotNumber",
  steps: [
    {
      id: "nguoi-dang-ky",
      title: text("Người đăng ký", "Who registers"),
      items: [
        field("ownerName", "text", text("Họ và tên", "Full name"), { maxLength: 150 }),
        field(
          "ownerCitizenId",
          "citizen-id",
          text("Số định danh cá nhân", "Personal identification number"),
        ),
        field("ownerAddress", "text", text("Địa chỉ liên hệ", "Contact address"), {
          autocomplete: "street-address",
        }),
        field("ownerPhone", "phone", text("Số điện thoại", "Telephone"), { autocomplete: "tel" }),
      ],
    },
    {
      id: "thua-dat",
      title: text("Thửa đất", "The plot"),
      items: [
        field(
          "landCertificate",
          "text",
          text("Số giấy chứng nhận quyền sử dụng đất", "Number of the land-use certificate"),
          { maxLength: 40 },
        ),
        field("plotNumber", "text", text("Thửa đất số, tờ bản đồ số", "Plot and map sheet"), {
          maxLength: 40,
          hint: text("Ví dụ: thửa 15, tờ 7.", "For example: plot 15, sheet 7."),
        }),
        field("plotArea", "decimal", text("Diện tích thửa đất (m²)", "Area of the plot (m²)")),
        field("site", "text", text("Địa chỉ thửa đất", "Place of the plot")),
      ],
    },
    {
      id: "bien-dong",
      title: text("Nội dung biến động", "What has changed"),
      items: [
        field("change", "choice", text("Loại biến động", "Kind of change"), {
          options: [
            { value: "transfer", label: text("Nhận chuyển nhượng, tặng cho", "Sale or gift") },
            { value: "inherit", label: text("Nhận thừa kế", "Inheritance") },
            { value: "purpose", label: text("Chuyển mục đích sử dụng đất", "Another use") },
          ],
        }),
        field("newPurpose", "text", text("Mục đích sử dụng mới", "The new use"), {
          maxLength: 100,
          when: when("change").is("purpose"),
        }),
        field(
          "newSheet",
          "choice",
          text("Đề nghị cấp giấy chứng nhận mới?", "A new certificate?"),
          {
            options: [
              { value: "yes", label: text("Có", "Yes") },
              {
                value: "no",
                label: text("Không, ghi vào giấy đã cấp", "No, an entry on the old one"),
              },
            ],
          },
        ),
      ],
    },
  ],
};
