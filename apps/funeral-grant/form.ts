import { field, type FormDefinition, text } from "#app-kit";

const DECEASED = {
  id: "nguoi-tu-tran",
  title: text("Người có công từ trần", "The person who died"),
  items: [
    field("deceasedName", "text", text("Họ và tên người từ trần", "Full name"), {
      maxLength: 100,
    }),
    field("meritFile", "text", text("Số hồ sơ người có công", "Number of the merit file"), {
      maxLength: 40,
      hint: text("Ghi trên giấy chứng nhận.", "As on the certificate."),
    }),
    field("merit", "choice", text("Đối tượng", "Kind of merit"), {
      options: [
        { value: "wounded", label: text("Thương binh, bệnh binh", "War invalid") },
        { value: "mother", label: text("Bà mẹ Việt Nam anh hùng", "Heroic mother") },
        {
          value: "resistance",
          label: text("Người hoạt động kháng chiến", "Resistance activist"),
        },
      ],
    }),
    field("diedOn", "date", text("Ngày từ trần", "Day of death")),
  ],
} as const;
const CARER = {
  id: "nguoi-lo-mai-tang",
  title: text("Người lo mai táng", "Who arranged the funeral"),
  items: [
    field("carerName", "text", text("Họ và tên", "Full name"), { maxLength: 100 }),
    field(
      "carerCitizenId",
      "citizen-id",
      text("Số định danh cá nhân", "Personal identification number"),
      { hint: text("12 chữ số trên thẻ căn cước.", "12 digits on the identity card.") },
    ),
    field("relation", "text", text("Quan hệ với người từ trần", "Relation to the deceased"), {
      maxLength: 60,
    }),
  ],
} as const;

/** What the family declares to its ward. */
export const FORM: FormDefinition = {
  titleField: "deceasedName",
  steps: [
    DECEASED,
    CARER,
    {
      id: "lien-he",
      title: text("Liên hệ", "Contact"),
      items: [
        field("ownerAddress", "text", text("Nơi cư trú", "Residence"), {
          autocomplete: "street-address",
        }),
        field("ownerPhone", "phone", text("Số điện thoại", "Telephone"), { autocomplete: "tel" }),
      ],
    },
  ],
};

/** What district and department need of it: not where the family lives, nor its telephone. */
export const PART_FORM: FormDefinition = { titleField: "deceasedName", steps: [DECEASED, CARER] };
export const TOLD: readonly string[] = PART_FORM.steps.flatMap((step) =>
  step.items.map((item) => item.id),
);
