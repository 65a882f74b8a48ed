import { field, type FormDefinition, group, text, when } from "#app-kit";

const FOUNDED_BY_FAMILY = when("founder").is("family");

/** What a founder tells, one matter a page. */
export const FORM: FormDefinition = {
  titleField: "businessName",
  steps: [
    {
      id: "chu-ho",
      title: text("Người thành lập", "The founder"),
      lead: text(
        "Ghi đúng như trên thẻ căn cước của chủ hộ kinh doanh.",
        "Exactly as on the identity card of the head of the business.",
      ),
      items: [
        field(
          "founder",
          "choice",
          text("Hộ kinh doanh do ai thành lập?", "Who founds the business?"),
          {
            options: [
              { value: "person", label: text("Một cá nhân", "One person") },
              {
                value: "family",
                label: text("Các thành viên hộ gia đình", "Members of a household"),
              },
            ],
          },
        ),
        field("ownerName", "text", text("Họ và tên chủ hộ", "Full name of the head"), {
          maxLength: 100,
          autocomplete: "name",
        }),
        field(
          "ownerCitizenId",
          "citizen-id",
          text("Số định danh cá nhân", "Personal identification number"),
          { hint: text("12 chữ số trên thẻ căn cước.", "12 digits on the identity card.") },
        ),
        field("ownerBornOn", "date", text("Ngày sinh", "Date of birth"), {
          hint: text(
            "Ngày/tháng/năm, ví dụ 25/04/1985.",
            "Day/month/year, for example 25/04/1985.",
          ),
          autocomplete: "bday",
        }),
        field("ownerAddress", "address", text("Nơi thường trú", "Permanent address"), {
          hint: text(
            "Số nhà, tên đường hoặc thôn, ấp; phường, xã; quận, huyện hoặc tỉnh, thành phố.",
            "House and street or hamlet, ward or commune, district or province.",
          ),
          autocomplete: "street-address",
        }),
        field("ownerPhone", "phone", text("Số điện thoại", "Telephone"), { autocomplete: "tel" }),
        field("ownerEmail", "email", text("Thư điện tử", "E-mail"), {
          isRequired: false,
          autocomplete: "email",
        }),
      ],
    },
    {
      id: "thanh-vien",
      title: text("Thành viên hộ gia đình", "Members of the household"),
      when: FOUNDED_BY_FAMILY,
      items: [
        group("members", text("Các thành viên cùng góp vốn", "Members who contribute"), {
          itemLabel: text("Thành viên", "Member"),
          min: 1,
          max: 10,
          fields: [
            field("name", "text", text("Họ và tên", "Full name"), { maxLength: 100 }),
            field(
              "citizenId",
              "citizen-id",
              text("Số định danh cá nhân", "Personal identification number"),
            ),
          ],
        }),
      ],
    },
    {
      id: "ho-kinh-doanh",
      title: text("Hộ kinh doanh", "The household business"),
      items: [
        field("businessName", "text", text("Tên hộ kinh doanh", "Name of the business"), {
          maxLength: 120,
          hint: text(
            "Ví dụ: Tiệm bánh Hoa Sen. Không trùng với hộ khác trong quận, huyện.",
            "For example: Hoa Sen Bakery. Not the name of another business in the district.",
          ),
        }),
        field("ward", "text", text("Phường, xã, thị trấn", "Ward or commune"), { maxLength: 60 }),
        field("street", "text", text("Số nhà, tên đường", "House number and street"), {
          maxLength: 120,
        }),
        field("premises", "choice", text("Địa điểm kinh doanh", "The premises"), {
          options: [
            { value: "own", label: text("Của chủ hộ", "Owned by the head") },
            { value: "rented", label: text("Thuê hoặc mượn", "Rented or lent") },
          ],
        }),
      ],
    },
    {
      id: "nganh-nghe",
      title: text("Ngành, nghề và vốn", "Trades and capital"),
      items: [
        group("trades", text("Ngành, nghề kinh doanh", "Trades"), {
          itemLabel: text("Ngành, nghề", "Trade"),
          min: 1,
          max: 10,
          fields: [
            field("name", "text", text("Tên ngành, nghề", "Name of the trade"), {
              hint: text("Ví dụ: bán lẻ bánh ngọt.", "For example: retail of pastries."),
            }),
          ],
        }),
        field("capitalVnd", "money", text("Vốn kinh doanh (đồng)", "Capital (dong)"), {
          hint: text("Ví dụ: 150.000.000", "For example: 150.000.000"),
        }),
        field("workers", "count", text("Số lao động", "Number of workers")),
      ],
    },
  ],
};
