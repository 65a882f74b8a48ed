/** Invented people whom the sample identity knows. */
export interface SamplePerson {
  readonly citizenId: string;
  readonly name: string;
  readonly bornOn: string;
  readonly phone: string;
  readonly email: string;
}

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  {
    citizenId: "079085000417",
    name: "Trần Minh Quân",
    bornOn: "1985-04-25",
    phone: "+84901234567",
    email: "quan@vi-du.example",
  },
  {
    citizenId: "079190002365",
    name: "Bùi Thị Hoa",
    bornOn: "1990-08-12",
    phone: "+84907654321",
    email: "hoa@vi-du.example",
  },
  {
    citizenId: "079155000871",
    name: "Lý Ngọc Ánh",
    bornOn: "1955-02-03",
    phone: "+84903330871",
    email: "",
  },
  {
    citizenId: "079078004512",
    name: "Đặng Quốc Toàn",
    bornOn: "1978-11-20",
    phone: "+84908884512",
    email: "toan@vi-du.example",
  },
];
