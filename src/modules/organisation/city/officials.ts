import type { AgencyKind, Role } from "../agency.ts";
import type { NewHolding } from "../store.ts";
import { agencyIdOf, CITY_FOUNDED, demoAgencies, keepsRecords, namedId } from "./agencies.ts";

/** A fictional official of the demo city, with the name to sign in with. */
export interface DemoOfficial {
  readonly login: string;
  readonly officialId: string;
  readonly name: string;
  readonly agencySlug: string;
  readonly role: Role;
}

interface Post {
  readonly word: string;
  readonly role: Role;
  readonly unitName: string;
  readonly title: string;
  readonly titleEn: string;
}

const DESK = "Bộ phận Tiếp nhận và Trả kết quả";
const DISTRICT_POSTS: readonly Post[] = [
  post("tiepnhan", "receiver", DESK, "Công chức tiếp nhận", "Reception officer"),
  post("chuyenvien", "specialist", "Phòng Tài chính - Kế hoạch", "Chuyên viên", "Specialist"),
  post("chuyenvien2", "specialist", "Phòng Tài chính - Kế hoạch", "Chuyên viên", "Specialist"),
  post("truongphong", "head", "Phòng Tài chính - Kế hoạch", "Trưởng phòng", "Head of unit"),
  post("lanhdao", "leader", "Lãnh đạo Ủy ban nhân dân", "Phó Chủ tịch", "Vice chair"),
  post("vanthu", "clerk", "Văn phòng", "Văn thư", "Records clerk"),
];
const DEPARTMENT_POSTS: readonly Post[] = [
  post("tiepnhan", "receiver", DESK, "Công chức tiếp nhận", "Reception officer"),
  post("chuyenvien", "specialist", "Phòng nghiệp vụ", "Chuyên viên", "Specialist"),
  post("truongphong", "head", "Phòng nghiệp vụ", "Trưởng phòng", "Head of unit"),
  post("lanhdao", "leader", "Ban Giám đốc", "Phó Giám đốc", "Deputy director"),
  post("vanthu", "clerk", "Văn phòng", "Văn thư", "Records clerk"),
];
const WARD_POSTS: readonly Post[] = [
  post("tiepnhan", "receiver", DESK, "Công chức tiếp nhận", "Reception officer"),
  post(
    "hotich",
    "specialist",
    "Tư pháp - Hộ tịch",
    "Công chức tư pháp - hộ tịch",
    "Civil status officer",
  ),
  post("lanhdao", "leader", "Lãnh đạo Ủy ban nhân dân", "Phó Chủ tịch", "Vice chair"),
  post("vanthu", "clerk", "Văn phòng", "Văn thư", "Records clerk"),
];
/** Where others ask and nobody applies. */
const CONSULTED_POSTS: readonly Post[] = [
  post("chuyenvien", "specialist", "Phòng nghiệp vụ", "Chuyên viên", "Specialist"),
  post("truongphong", "head", "Phòng nghiệp vụ", "Trưởng phòng", "Head of unit"),
  post("lanhdao", "leader", "Ban Lãnh đạo", "Phó Cục trưởng", "Deputy director"),
];
const CITY_POSTS: readonly Post[] = [
  post("quantri", "administrator", "Phòng Công nghệ thông tin", "Quản trị viên", "Administrator"),
  post("vanhanh", "operator", "Phòng Công nghệ thông tin", "Vận hành viên", "Operator"),
  post("kiemtra", "inspector", "Phòng Kiểm soát thủ tục hành chính", "Thanh tra viên", "Inspector"),
];

const FAMILY = [
  "Nguyễn",
  "Trần",
  "Lê",
  "Phạm",
  "Huỳnh",
  "Phan",
  "Võ",
  "Đặng",
  "Bùi",
  "Đỗ",
  "Hồ",
  "Ngô",
  "Dương",
  "Lý",
  "Lâm",
];
const MIDDLE = [
  "Thị Kim",
  "Văn",
  "Ngọc",
  "Minh",
  "Thanh",
  "Hoài",
  "Quốc",
  "Thị Mỹ",
  "Gia",
  "Phương",
  "Hữu",
  "Tường",
];
const GIVEN = [
  "Lan",
  "Hà",
  "Minh",
  "Hùng",
  "Mai",
  "Tuấn",
  "Thảo",
  "Dũng",
  "Yến",
  "Khoa",
  "Trang",
  "Phúc",
  "Vy",
  "Sơn",
  "Ngân",
  "Tâm",
  "Loan",
  "Đạt",
  "Nhung",
  "Bảo",
  "Quyên",
  "Thịnh",
  "Hạnh",
];

/** The five of Quận 1 whom the tests and the guides speak of. */
const NAMED: Readonly<Record<string, string>> = {
  "tiepnhan.quan-1": "Nguyễn Thị Kim Lan",
  "chuyenvien.quan-1": "Trần Ngọc Hà",
  "truongphong.quan-1": "Lê Quốc Minh",
  "lanhdao.quan-1": "Phạm Hữu Hùng",
  "vanthu.quan-1": "Đỗ Phương Mai",
};

export function officialIdOf(login: string): string {
  return namedId("official", login);
}

/** Everyone who can sign in as an official: six of each district, five of each city-level desk, four of each ward, three of the city office and of whoever is only asked. */
export function demoOfficials(): DemoOfficial[] {
  return staffing().map(({ login, holding, agencySlug }) => ({
    login,
    officialId: holding.officialId,
    name: holding.name,
    agencySlug,
    role: holding.role,
  }));
}

export function cityHoldings(): NewHolding[] {
  return staffing().map(({ holding }) => holding);
}

function staffing(): { login: string; agencySlug: string; holding: NewHolding }[] {
  const agencies = demoAgencies();
  // whoever is only asked comes last, so that invented names of the others stay theirs
  const consulted = agencies.filter((agency) => keepsRecords(agency) && !agency.isOneStop);
  return [
    ...agencies.flatMap((agency) => postsOf(agency).map((one) => ({ agency, one }))),
    ...consulted.flatMap((agency) => CONSULTED_POSTS.map((one) => ({ agency, one }))),
  ].map(({ agency, one }, index) => {
    const login = `${one.word}.${agency.slug}`;
    return {
      login,
      agencySlug: agency.slug,
      holding: {
        holdingId: namedId("holding", login),
        positionId: namedId("position", login),
        officialId: officialIdOf(login),
        agencyId: agencyIdOf(agency.slug),
        unitName: one.unitName,
        title: one.title,
        titleEn: one.titleEn,
        role: one.role,
        name: NAMED[login] ?? inventedName(index),
        from: CITY_FOUNDED,
      },
    };
  });
}

/** Who works in an agency: those of the one-stop shop have all that a dossier needs. */
function postsOf({ kind, isOneStop }: { readonly kind: AgencyKind; readonly isOneStop: boolean }) {
  if (kind === "district") return DISTRICT_POSTS;
  if (kind === "city-office") return CITY_POSTS;
  if (kind === "ward") return WARD_POSTS;
  return isOneStop ? DEPARTMENT_POSTS : [];
}

/** Steps that share no factor with the list lengths, so that neighbours differ and no name repeats soon. */
function inventedName(index: number): string {
  const family = FAMILY[(index * 7 + 3) % FAMILY.length] ?? "";
  const middle = MIDDLE[(index * 5 + 1) % MIDDLE.length] ?? "";
  const given = GIVEN[(index * 4 + 2) % GIVEN.length] ?? "";
  return `${family} ${middle} ${given}`;
}

function post(word: string, role: Role, unitName: string, title: string, titleEn: string): Post {
  return { word, role, unitName, title, titleEn };
}
