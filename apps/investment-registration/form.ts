import { field, type FormDefinition, group, text, when } from "#app-kit";

const IS_COMPANY = when("investorKind").is("company");

/** Investor, project, capital and schedule, one matter a page. */
export const FORM: FormDefinition = {
  titleField: "projectName",
  steps: [
    {
      id: "nha-dau-tu",
      title: text("Nhà đầu tư", "The investor"),
      lead: text(
        "Ghi tên như trong hộ chiếu hoặc giấy đăng ký doanh nghiệp.",
        "Write names as in the passport or the certificate of incorporation.",
      ),
      items: [
        field("investorKind", "choice", text("Nhà đầu tư là", "The investor is"), {
          options: [
            { value: "person", label: text("Cá nhân", "A person") },
            { value: "company", label: text("Tổ chức", "An organisation") },
          ],
        }),
        field("ownerName", "text", text("Tên nhà đầu tư", "Name of the investor"), {
          maxLength: 150,
        }),
        field(
          "nationality",
          "text",
          text("Quốc tịch hoặc nơi thành lập", "Nationality or place of incorporation"),
          {
            maxLength: 80,
          },
        ),
        field(
          "paperNumber",
          "text",
          text("Số hộ chiếu hoặc số đăng ký", "Passport or registration number"),
          { maxLength: 40 },
        ),
        field("ownerAddress", "text", text("Địa chỉ", "Address"), {
          autocomplete: "street-address",
        }),
        field("ownerPhone", "phone", text("Số điện thoại tại Việt Nam", "Telephone in Viet Nam"), {
          autocomplete: "tel",
        }),
        field("ownerEmail", "email", text("Thư điện tử", "E-mail"), { autocomplete: "email" }),
        field(
          "representative",
          "text",
          text("Người đại diện theo pháp luật", "Legal representative"),
          { maxLength: 100, when: IS_COMPANY },
        ),
      ],
    },
    {
      id: "du-an",
      title: text("Dự án đầu tư", "The investment project"),
      items: [
        field("projectName", "text", text("Tên dự án", "Name of the project"), { maxLength: 150 }),
        field("site", "text", text("Địa điểm thực hiện", "Location"), {
          hint: text("Số nhà, đường, phường, quận.", "House number, street, ward, district."),
        }),
        field("area", "decimal", text("Diện tích sử dụng (m²)", "Area used (m²)"), {
          hint: text("Ví dụ: 250,5", "For example: 250,5"),
        }),
        field("yearsOfOperation", "count", text("Thời hạn hoạt động (năm)", "Duration (years)"), {
          hint: text("Không quá 50 năm.", "At most 50 years."),
        }),
        group("objectives", text("Mục tiêu dự án", "Objectives"), {
          itemLabel: text("Mục tiêu", "Objective"),
          min: 1,
          max: 10,
          fields: [
            field("name", "text", text("Mục tiêu hoạt động", "Activity"), {
              hint: text("Ví dụ: sản xuất phần mềm.", "For example: software production."),
            }),
            field("industryCode", "text", text("Mã ngành", "Industry code (VSIC)"), {
              maxLength: 10,
            }),
          ],
        }),
      ],
    },
    {
      id: "von",
      title: text("Vốn và tiến độ", "Capital and schedule"),
      items: [
        field("capitalVnd", "money", text("Tổng vốn đầu tư (đồng)", "Total capital (dong)"), {
          hint: text("Ví dụ: 12.000.000.000", "For example: 12.000.000.000"),
        }),
        field(
          "contributedVnd",
          "money",
          text("Vốn góp của nhà đầu tư (đồng)", "Capital contributed by the investor (dong)"),
        ),
        field("startsOn", "date", text("Ngày bắt đầu hoạt động", "Start of operation"), {
          hint: text("Ngày/tháng/năm.", "Day/month/year."),
        }),
        field("workers", "count", text("Số lao động dự kiến", "Workers planned")),
        field(
          "needsLand",
          "choice",
          text("Dự án có thuê đất không?", "Does the project lease land?"),
          {
            options: [
              {
                value: "no",
                label: text("Không, thuê văn phòng hoặc nhà xưởng", "No, it rents premises"),
              },
              { value: "yes", label: text("Có", "Yes") },
            ],
          },
        ),
      ],
    },
  ],
};
