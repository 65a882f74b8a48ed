/** Every address of this module; Vietnamese words, because people read and dictate them. */
export const paths = {
  figures: () => "/thong-ke",
  figuresCsv: () => "/thong-ke/so-lieu.csv",
  figuresXlsx: () => "/thong-ke/so-lieu.xlsx",
  satisfaction: () => "/thong-ke/hai-long",
  qualityIndex: () => "/thong-ke/chi-so-phuc-vu",
  explained: () => "/thong-ke/cach-tinh",
  closedMonths: () => "/thong-ke/so-lieu-khoa",
  closedMonth: (month = ":month") => `/thong-ke/so-lieu-khoa/${month}`,
  closedMonthFile: (month = ":month") => `/thong-ke/so-lieu-khoa/${month}/tep.json`,
  openData: () => "/du-lieu-mo",
  openDataFile: (kind: "csv" | "json", month = ":month") =>
    `/du-lieu-mo/ho-so-theo-thang/${month}/so-lieu.${kind}`,
  openDataSchema: () => "/du-lieu-mo/ho-so-theo-thang/mo-ta.json",
  staffFigures: () => "/can-bo/thong-ke",
  ageing: () => "/can-bo/thong-ke/dang-giai-quyet",
  timeUsed: () => "/can-bo/thong-ke/thoi-gian",
  officials: () => "/can-bo/thong-ke/can-bo",
  behind: () => "/can-bo/thong-ke/ho-so",
  closing: () => "/can-bo/thong-ke/khoa-so",
  simulations: (procedure?: string) =>
    procedure === undefined
      ? "/can-bo/thong-ke/mo-phong"
      : `/can-bo/thong-ke/mo-phong?thu-tuc=${encodeURIComponent(procedure)}`,
  simulation: (id = ":simulation") => `/can-bo/thong-ke/mo-phong/${id}`,
  weights: () => "/can-bo/thong-ke/trong-so",
} as const;
