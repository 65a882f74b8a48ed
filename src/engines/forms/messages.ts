import type { FieldDefinition, Text } from "#app-kit";

/** A schema's complaint as a sentence that says what to do. */
export function wordsFor(field: FieldDefinition, keyword: string): Text {
  const { vi, en } = field.label;
  const name = vi.charAt(0).toLowerCase() + vi.slice(1);
  if (keyword === "required" || keyword === "minLength")
    return field.kind === "choice"
      ? { vi: `Hãy chọn ${name}.`, en: `${en}: choose one.` }
      : { vi: `Hãy nhập ${name}.`, en: `${en}: please fill in.` };
  if (keyword === "maxLength")
    return {
      vi: `${vi} dài quá ${field.maxLength} ký tự.`,
      en: `${en} is longer than ${field.maxLength} characters.`,
    };
  if (keyword === "enum") return { vi: `Hãy chọn ${name}.`, en: `${en}: choose one of the list.` };
  return FORM_OF[field.kind]?.(vi, en) ?? { vi: `${vi} chưa đúng.`, en: `${en} is not right.` };
}

const FORM_OF: Readonly<
  Partial<Record<FieldDefinition["kind"], (vi: string, en: string) => Text>>
> = {
  "citizen-id": (vi, en) => ({
    vi: `${vi} phải có 12 chữ số và đúng cấu trúc.`,
    en: `${en} has 12 digits in a fixed structure.`,
  }),
  "tax-code": (vi, en) => ({
    vi: `${vi} phải có 10 hoặc 13 chữ số và đúng số kiểm tra.`,
    en: `${en} has 10 or 13 digits with a right check digit.`,
  }),
  phone: (vi, en) => ({
    vi: `${vi} chưa đúng, ví dụ 0901 234 567.`,
    en: `${en} is not right, for example 0901 234 567.`,
  }),
  email: (vi, en) => ({
    vi: `${vi} chưa đúng, ví dụ ten@vi-du.vn.`,
    en: `${en} is not right, for example name@example.vn.`,
  }),
  address: (vi, en) => ({
    vi: `${vi} phải đủ các cấp, cách nhau bằng dấu phẩy, ví dụ 12 Nguyễn Bỉnh Khiêm, Phường Đa Kao, Quận 1.`,
    en: `${en} names every level with commas between, for example 12 Nguyễn Bỉnh Khiêm, Phường Đa Kao, Quận 1.`,
  }),
  money: (vi, en) => ({
    vi: `${vi} phải là số tiền đồng, ví dụ 150.000.000.`,
    en: `${en} is an amount in dong, for example 150.000.000.`,
  }),
  count: (vi, en) => ({ vi: `${vi} phải là số nguyên.`, en: `${en} is a whole number.` }),
  decimal: (vi, en) => ({
    vi: `${vi} phải là số, phần lẻ sau dấu phẩy, ví dụ 72,5.`,
    en: `${en} is a number with a decimal comma, for example 72,5.`,
  }),
  position: (vi, en) => ({
    vi: `${vi} phải là vĩ độ và kinh độ, ví dụ 10,77689; 106,70042.`,
    en: `${en} is latitude and longitude, for example 10.77689; 106.70042.`,
  }),
  date: (vi, en) => ({
    vi: `${vi} phải theo dạng ngày/tháng/năm, ví dụ 25/04/1985.`,
    en: `${en} is day/month/year, for example 25/04/1985.`,
  }),
};
