/** Every address of this module. */
export const paths = {
  registers: () => "/can-bo/so-ket-qua",
  register: (appId: string) => `/can-bo/so-ket-qua/${appId}`,
  registerCsv: (appId: string) => `/can-bo/so-ket-qua/${appId}/so-ket-qua.csv`,
  registerXlsx: (appId: string) => `/can-bo/so-ket-qua/${appId}/so-ket-qua.xlsx`,
  result: (id: string) => `/can-bo/ket-qua/${id}`,
  reveal: (id: string) => `/can-bo/ket-qua/${id}/so-dinh-danh`,
  correct: (id: string) => `/can-bo/ket-qua/${id}/dinh-chinh`,
  propose: (id: string) => `/can-bo/ket-qua/${id}/de-nghi`,
  decide: (id: string) => `/can-bo/ket-qua/${id}/quyet-dinh`,
  decline: (id: string) => `/can-bo/ket-qua/${id}/khong-dong-y`,
  preview: (id: string) => `/can-bo/ket-qua/${id}/ban-in.pdf`,
  staffPaper: (id: string, paper: string) => `/can-bo/ket-qua/${id}/tep/${paper}`,
  mine: (id: string) => `/ho-so-cua-toi/${id}/hieu-luc`,
  myPaper: (id: string, paper: string) => `/ho-so-cua-toi/${id}/hieu-luc/tep/${paper}`,
  verify: (id: string) => `/kiem-tra/${id}`,
} as const;
