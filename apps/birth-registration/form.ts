import { field, type FormDefinition, text, when } from "#app-kit";

const KNOWN_FATHER = when("fatherKnown").is("yes");
const SEXES = [
  { value: "female", label: text("Nữ", "Female") },
  { value: "male", label: text("Nam", "Male") },
] as const;

/** Who the child is, who the parents are, and who registers; one matter a page. */
export const FORM: FormDefinition = {
  titleField: "childName",
  steps: [
    {
      id: "tre",
      title: text("Trẻ được khai sinh", "The child"),
      lead: text(
        "Ghi họ, chữ đệm và tên như cha mẹ đã thống nhất đặt cho con.",
        "Write the name as the parents have agreed.",
      ),
      items: [
        field("childName", "text", text("Họ, chữ đệm, tên của trẻ", "Full name of the child"), {
          maxLength: 100,
        }),
        field("bornOn", "date", text("Ngày sinh", "Date of birth"), {
          hint: text(
            "Ngày/tháng/năm, ví dụ 25/04/2025.",
            "Day/month/year, for example 25/04/2025.",
          ),
        }),
        field("sex", "choice", text("Giới tính", "Sex"), { options: SEXES }),
        field("birthplace", "text", text("Nơi sinh", "Place of birth"), {
          hint: text(
            "Tên bệnh viện hoặc cơ sở y tế, phường, quận.",
            "Hospital or clinic, ward, district.",
          ),
        }),
        field("hometown", "text", text("Quê quán", "Place of origin")),
        field("ethnicity", "text", text("Dân tộc", "Ethnicity"), { maxLength: 40 }),
      ],
    },
    {
      id: "me",
      title: text("Người mẹ", "The mother"),
      items: [
        field("motherName", "text", text("Họ và tên mẹ", "Full name of the mother"), {
          maxLength: 100,
        }),
        field("motherBornOn", "date", text("Ngày sinh của mẹ", "Mother’s date of birth")),
        field(
          "motherCitizenId",
          "citizen-id",
          text("Số định danh cá nhân của mẹ", "Mother’s personal identification number"),
          { hint: text("12 chữ số trên thẻ căn cước.", "12 digits on the identity card.") },
        ),
        field("motherAddress", "text", text("Nơi cư trú của mẹ", "Mother’s residence")),
      ],
    },
    {
      id: "cha",
      title: text("Người cha", "The father"),
      lead: text(
        "Nếu chưa xác định được cha, phần ghi về cha trong Giấy khai sinh để trống.",
        "If the father is not established, the certificate leaves that part blank.",
      ),
      items: [
        field(
          "fatherKnown",
          "choice",
          text("Có ghi thông tin người cha không?", "Is the father to be entered?"),
          {
            options: [
              { value: "yes", label: text("Có", "Yes") },
              { value: "no", label: text("Không", "No") },
            ],
          },
        ),
        field("fatherName", "text", text("Họ và tên cha", "Full name of the father"), {
          maxLength: 100,
          when: KNOWN_FATHER,
        }),
        field("fatherBornOn", "date", text("Ngày sinh của cha", "Father’s date of birth"), {
          when: KNOWN_FATHER,
        }),
        field(
          "fatherCitizenId",
          "citizen-id",
          text("Số định danh cá nhân của cha", "Father’s personal identification number"),
          { when: KNOWN_FATHER },
        ),
      ],
    },
    {
      id: "nguoi-khai",
      title: text("Người đi khai sinh", "Who registers"),
      items: [
        field("relation", "choice", text("Quan hệ với trẻ", "Relation to the child"), {
          options: [
            { value: "mother", label: text("Mẹ", "Mother") },
            { value: "father", label: text("Cha", "Father") },
            { value: "grandparent", label: text("Ông, bà", "Grandparent") },
            { value: "other", label: text("Người thân khác", "Another relative") },
          ],
        }),
        field("ownerAddress", "text", text("Nơi cư trú", "Residence"), {
          autocomplete: "street-address",
        }),
        field("ownerPhone", "phone", text("Số điện thoại", "Telephone"), { autocomplete: "tel" }),
        field("copies", "count", text("Số bản sao đề nghị cấp", "Copies asked for"), {
          hint: text("Ghi 0 nếu không cần.", "0 if none is needed."),
        }),
      ],
    },
  ],
};
