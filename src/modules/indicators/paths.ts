/** Every address of this module; Vietnamese words, because people read and dictate them. */
export const paths = {
  figures: () => "/thong-ke",
  figuresCsv: () => "/thong-ke/so-lieu.csv",
  figuresXlsx: () => "/thong-ke/so-lieu.xlsx",
  staffFigures: () => "/can-bo/thong-ke",
  ageing: () => "/can-bo/thong-ke/dang-giai-quyet",
  timeUsed: () => "/can-bo/thong-ke/thoi-gian",
  officials: () => "/can-bo/thong-ke/can-bo",
} as const;
