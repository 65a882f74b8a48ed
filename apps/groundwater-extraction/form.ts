import { field, type FormDefinition, text, when } from "#app-kit";

/** Who draws the water, from which well, how much and for what. */
export const FORM: FormDefinition = {
  titleField: "worksName",
  steps: [
    {
      id: "chu-giay-phep",
      title: text("Tổ chức, cá nhân đề nghị", "Who asks for the licence"),
      items: [
        field("ownerKind", "choice", text("Người đề nghị là", "Who asks is"), {
          options: [
            { value: "person", label: text("Cá nhân, hộ gia đình", "A person or household") },
            {
              value: "business",
              label: text("Doanh nghiệp, tổ chức", "A business or organisation"),
            },
          ],
        }),
        field("ownerName", "text", text("Tên tổ chức, cá nhân", "Name"), { maxLength: 150 }),
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
      id: "cong-trinh",
      title: text("Công trình khai thác", "The works"),
      items: [
        field("worksName", "text", text("Tên công trình", "Name of the works"), {
          maxLength: 150,
          hint: text("Ví dụ: Giếng khoan Xưởng dệt Minh Họa.", "For example: well of a mill."),
        }),
        field("site", "text", text("Vị trí công trình", "Place of the works"), {
          hint: text("Số nhà, tên đường, phường, xã.", "House number, street, ward or commune."),
        }),
        field("wells", "count", text("Số giếng", "Number of wells")),
        field("depth", "decimal", text("Chiều sâu giếng (m)", "Depth of the well (m)")),
        field("aquifer", "choice", text("Tầng chứa nước khai thác", "Aquifer"), {
          options: [
            { value: "qp3", label: text("Pleistocen trên (qp₃)", "Upper Pleistocene (qp₃)") },
            {
              value: "qp23",
              label: text("Pleistocen giữa - trên (qp₂₋₃)", "Middle–upper Pleistocene (qp₂₋₃)"),
            },
            { value: "qp1", label: text("Pleistocen dưới (qp₁)", "Lower Pleistocene (qp₁)") },
            { value: "n22", label: text("Pliocen giữa (n₂²)", "Middle Pliocene (n₂²)") },
          ],
        }),
      ],
    },
    {
      id: "luong-nuoc",
      title: text("Lượng nước và mục đích", "Amount and purpose"),
      items: [
        field(
          "flow",
          "decimal",
          text("Lưu lượng đề nghị (m³/ngày đêm)", "Flow asked for (m³/day)"),
          {
            hint: text("Ví dụ: 120,5.", "For example: 120.5."),
          },
        ),
        field("purpose", "choice", text("Mục đích sử dụng", "Purpose"), {
          options: [
            { value: "production", label: text("Sản xuất, kinh doanh", "Production or trade") },
            { value: "supply", label: text("Cấp nước sinh hoạt", "Household supply") },
            { value: "farming", label: text("Tưới, chăn nuôi", "Irrigation or animals") },
          ],
        }),
        field("years", "count", text("Thời hạn đề nghị (năm)", "Years asked for")),
        field("wellIs", "choice", text("Giếng", "The well"), {
          options: [
            { value: "new", label: text("Sẽ khoan mới", "Is to be drilled") },
            { value: "existing", label: text("Đang có", "Exists") },
          ],
        }),
      ],
    },
  ],
};
