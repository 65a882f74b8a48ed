import { DISTRICTS } from "./districts.ts";

const NAMED: readonly (readonly [string, string])[] = [
  ["Tổng Công ty Địa ốc Sài Gòn", "Saigon Real Estate Corporation"],
  ["Tổng Công ty Xây dựng Sài Gòn", "Saigon Construction Corporation"],
  ["Tổng Công ty Du lịch Sài Gòn", "Saigon Tourism Corporation"],
  ["Tổng Công ty Thương mại Sài Gòn", "Saigon Trading Corporation"],
  ["Tổng Công ty Cơ khí - Giao thông vận tải Sài Gòn", "Saigon Transport Mechanical Corporation"],
  ["Tổng Công ty Cấp nước Sài Gòn", "Saigon Water Corporation"],
  ["Tổng Công ty Nông nghiệp Sài Gòn", "Saigon Agriculture Corporation"],
  ["Tổng Công ty Văn hóa Sài Gòn", "Saigon Culture Corporation"],
  ["Tổng Công ty Bến Thành", "Ben Thanh Corporation"],
  ["Tổng Công ty Công nghiệp Sài Gòn", "Saigon Industry Corporation"],
  ["Tổng Công ty Điện lực Thành phố", "City Power Corporation"],
  ["Tổng Công ty Liksin", "Liksin Corporation"],
  ["Công ty Môi trường đô thị Thành phố", "City Urban Environment Company"],
  ["Công ty Thoát nước đô thị Thành phố", "City Urban Drainage Company"],
  ["Công ty Công viên cây xanh Thành phố", "City Parks and Trees Company"],
  ["Công ty Chiếu sáng công cộng Thành phố", "City Public Lighting Company"],
  ["Công ty Công trình giao thông Sài Gòn", "Saigon Transport Works Company"],
  ["Công ty Công trình cầu phà Thành phố", "City Bridges and Ferries Company"],
  ["Công ty Xổ số kiến thiết Thành phố", "City Lottery Company"],
  ["Công ty Dược Sài Gòn", "Saigon Pharmaceutical Company"],
  ["Công ty Phát triển công nghiệp Tân Thuận", "Tan Thuan Industrial Promotion Company"],
  ["Công ty Xe khách Sài Gòn", "Saigon Passenger Transport Company"],
  ["Công ty Quản lý kinh doanh nhà Thành phố", "City Housing Management Company"],
  ["Công ty Dịch vụ cơ quan nước ngoài", "Foreign Agencies Service Company"],
  ["Công ty Vàng bạc đá quý Sài Gòn", "Saigon Jewelry Company"],
  ["Công ty Thảo Cầm Viên Sài Gòn", "Saigon Zoo and Botanical Gardens Company"],
  ["Công ty Phát triển Khu công nghệ cao", "Hi-Tech Park Development Company"],
  ["Công ty Bò sữa Thành phố", "City Dairy Company"],
  ["Công ty Quản lý khai thác dịch vụ thủy lợi", "Irrigation Services Company"],
  ["Công ty Sách và Thiết bị trường học", "School Books and Equipment Company"],
  ["Công ty Phát triển và Kinh doanh nhà", "Housing Development and Trading Company"],
  ["Công ty Công viên phần mềm Quang Trung", "Quang Trung Software Park Company"],
  ["Công ty Bến xe Miền Đông", "Eastern Coach Station Company"],
  ["Công ty Bến xe Miền Tây", "Western Coach Station Company"],
  ["Công ty Cảng Sông Thành phố", "City River Port Company"],
  ["Công ty Lương thực Thành phố", "City Food Company"],
];

const CENTRES: readonly (readonly [string, string])[] = [
  ["Bệnh viện Nhân dân Gia Định", "Gia Dinh People's Hospital"],
  ["Bệnh viện Nhân dân 115", "People's Hospital 115"],
  ["Bệnh viện Bình Dân", "Binh Dan Hospital"],
  ["Bệnh viện Từ Dũ", "Tu Du Hospital"],
  ["Bệnh viện Hùng Vương", "Hung Vuong Hospital"],
  ["Bệnh viện Nhi Đồng 1", "Children's Hospital 1"],
  ["Bệnh viện Nhi Đồng 2", "Children's Hospital 2"],
  ["Bệnh viện Ung Bướu", "Oncology Hospital"],
  ["Bệnh viện Nhiệt đới", "Hospital for Tropical Diseases"],
  ["Bệnh viện Chấn thương Chỉnh hình", "Hospital for Traumatology and Orthopaedics"],
  ["Bệnh viện Mắt", "Eye Hospital"],
  ["Bệnh viện Tai Mũi Họng", "Ear, Nose and Throat Hospital"],
  ["Bệnh viện Da Liễu", "Hospital of Dermatology"],
  ["Bệnh viện Nguyễn Tri Phương", "Nguyen Tri Phuong Hospital"],
  ["Bệnh viện Nguyễn Trãi", "Nguyen Trai Hospital"],
  ["Bệnh viện Trưng Vương", "Trung Vuong Hospital"],
  ["Bệnh viện Y học cổ truyền", "Traditional Medicine Hospital"],
  ["Bệnh viện Phạm Ngọc Thạch", "Pham Ngoc Thach Hospital"],
  ["Trung tâm Y tế dự phòng Thành phố", "City Preventive Medicine Centre"],
  ["Trung tâm Cấp cứu 115", "Emergency Centre 115"],
  ["Trường Đại học Sài Gòn", "Saigon University"],
  ["Trường Đại học Y khoa Phạm Ngọc Thạch", "Pham Ngoc Thach University of Medicine"],
  ["Lực lượng Thanh niên xung phong Thành phố", "City Youth Volunteer Force"],
  ["Thư viện Khoa học Tổng hợp Thành phố", "City General Sciences Library"],
  ["Bảo tàng Chứng tích chiến tranh", "War Remnants Museum"],
  [
    "Trung tâm Công nghệ thông tin và Truyền thông",
    "Information and Communications Technology Centre",
  ],
];

/** The other units that exchange documents: corporations of the city, and a public-service company of every district. */
export const CORPORATIONS: readonly (readonly [string, string])[] = [
  ...NAMED,
  ...DISTRICTS.map(
    ([, vi, en]) => [`Công ty Dịch vụ công ích ${vi}`, `Public Services Company, ${en}`] as const,
  ),
];

/** Hospitals, universities and other public bodies that exchange documents. */
export const PUBLIC_CENTRES = CENTRES;
