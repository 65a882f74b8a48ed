import { field, type FormDefinition, text, when } from "#app-kit";

/** Owner, plot, house, builder: one matter a page. */
export const FORM: FormDefinition = {
  titleField: "houseName",
  steps: [
    {
      id: "chu-dau-tu",
      title: text("Chủ đầu tư", "The owner"),
      lead: text(
        "Người đứng tên trên giấy chứng nhận quyền sử dụng đất, hoặc doanh nghiệp.",
        "Whoever the land-use certificate names, or a business.",
      ),
      items: [
        field("ownerKind", "choice", text("Chủ đầu tư là", "The owner is"), {
          options: [
            { value: "person", label: text("Cá nhân, hộ gia đình", "A person or household") },
            {
              value: "business",
              label: text("Doanh nghiệp, tổ chức", "A business or organisation"),
            },
          ],
        }),
        field("ownerName", "text", text("Tên chủ đầu tư", "Name of the owner"), { maxLength: 150 }),
        field(
          "ownerCitizenId",
          "citizen-id",
          text("Số định danh cá nhân", "Personal identification number"),
          { when: when("ownerKind").is("person") },
        ),
        field("ownerTaxCode", "tax-code", text("Mã số thuế", "Tax code"), {
          when: when("ownerKind").is("business"),
        }),
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
          {
            maxLength: 40,
          },
        ),
        field("plotNumber", "text", text("Thửa đất số, tờ bản đồ số", "Plot and map sheet"), {
          maxLength: 40,
          hint: text("Ví dụ: thửa 15, tờ 7.", "For example: plot 15, sheet 7."),
        }),
        field("plotArea", "decimal", text("Diện tích thửa đất (m²)", "Area of the plot (m²)")),
        field("site", "text", text("Địa điểm xây dựng", "Place of the works"), {
          hint: text("Số nhà, tên đường, phường.", "House number, street, ward."),
        }),
      ],
    },
    {
      id: "cong-trinh",
      title: text("Công trình", "The works"),
      items: [
        field("works", "choice", text("Loại giấy phép", "Kind of permit"), {
          options: [
            { value: "new", label: text("Xây dựng mới", "A new house") },
            { value: "alter", label: text("Sửa chữa, cải tạo", "Repair or alteration") },
          ],
        }),
        field("houseName", "text", text("Tên công trình", "Name of the works"), {
          maxLength: 120,
          hint: text("Ví dụ: Nhà ở gia đình ông Quân.", "For example: House of the Quân family."),
        }),
        field(
          "groundArea",
          "decimal",
          text("Diện tích xây dựng tầng trệt (m²)", "Ground floor (m²)"),
        ),
        field("floorArea", "decimal", text("Tổng diện tích sàn (m²)", "Total floor area (m²)")),
        field("floors", "count", text("Số tầng", "Floors")),
        field("height", "decimal", text("Chiều cao công trình (m)", "Height (m)")),
        field("setback", "decimal", text("Khoảng lùi (m)", "Set-back (m)")),
      ],
    },
  ],
};
