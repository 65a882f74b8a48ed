/** Every address of this module; Vietnamese words, because people read and dictate them. */
export const paths = {
  blocks: () => "/can-bo/ho-so-giay/phieu-in-san",
  owed: () => "/can-bo/ho-so-giay/phieu-in-san/con-no",
  block: (id: string) => `/can-bo/ho-so-giay/phieu-in-san/${id}`,
  blockAct: (id: string, act: "dung" | "huy") => `/can-bo/ho-so-giay/phieu-in-san/${id}/${act}`,
  blockPdf: (id: string) => `/can-bo/ho-so-giay/phieu-in-san/${id}/phieu.pdf`,
} as const;
