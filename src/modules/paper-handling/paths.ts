/** Every address of this module; Vietnamese words, because people read and dictate them. */
export const paths = {
  folders: () => "/can-bo/ho-so-giay",
  owing: () => "/can-bo/ho-so-giay/con-giu-ban-chinh",
  labels: () => "/can-bo/ho-so-giay/nhan.pdf",
  folder: (id: string) => `/can-bo/ho-so-giay/ho-so/${id}`,
  folderAct: (id: string, act: "giay-to" | "cho-de" | "cho-de-ket-qua" | "giao") =>
    `/can-bo/ho-so-giay/ho-so/${id}/${act}`,
  custody: (id: string) => `/can-bo/ho-so-giay/ho-so/${id}/bien-nhan.pdf`,
  delivery: (id: string, delivery: string) =>
    `/can-bo/ho-so-giay/ho-so/${id}/giao/${delivery}/phieu.pdf`,
  authority: (id: string, delivery: string) => `/can-bo/ho-so-giay/ho-so/${id}/tep/${delivery}`,
  handOvers: () => "/can-bo/ho-so-giay/ban-giao",
  newHandOver: () => "/can-bo/ho-so-giay/ban-giao/lap",
  handOver: (id: string) => `/can-bo/ho-so-giay/ban-giao/phieu/${id}`,
  handOverAnswer: (id: string) => `/can-bo/ho-so-giay/ban-giao/phieu/${id}/nhan`,
  handOverPdf: (id: string) => `/can-bo/ho-so-giay/ban-giao/phieu/${id}/phieu.pdf`,
  waiting: () => "/can-bo/ho-so-giay/cho-tra",
  archivePdf: (id: string) => `/can-bo/ho-so-giay/cho-tra/bien-ban/${id}/bien-ban.pdf`,
  blocks: () => "/can-bo/ho-so-giay/phieu-in-san",
  owed: () => "/can-bo/ho-so-giay/phieu-in-san/con-no",
  block: (id: string) => `/can-bo/ho-so-giay/phieu-in-san/${id}`,
  blockAct: (id: string, act: "dung" | "huy") => `/can-bo/ho-so-giay/phieu-in-san/${id}/${act}`,
  blockPdf: (id: string) => `/can-bo/ho-so-giay/phieu-in-san/${id}/phieu.pdf`,
} as const;
