/** What the gateway is told to call. */
export const GATEWAY_NOTICE_PATH = "/cong-thanh-toan/thong-bao";

/** Every address of this module. */
export const paths = {
  charge: (id: string) => `/thanh-toan/${id}`,
  checkAgain: (id: string) => `/thanh-toan/${id}/kiem-tra`,
  myReceipt: (id: string, payment: string) => `/thanh-toan/${id}/bien-lai/${payment}`,
  gatewayNotice: () => GATEWAY_NOTICE_PATH,
  fees: () => "/can-bo/thu-phi",
  fee: (id: string) => `/can-bo/thu-phi/${id}`,
  feeAct: (id: string, act: "nop" | "hoan") => `/can-bo/thu-phi/${id}/${act}`,
  receipt: (id: string, payment: string) => `/can-bo/thu-phi/${id}/bien-lai/${payment}`,
  refunds: () => "/can-bo/hoan-tien",
  refundAct: (id: string, act: "quyet-dinh" | "chi-tra") => `/can-bo/hoan-tien/${id}/${act}`,
  reconciliation: () => "/can-bo/doi-soat",
  reconciliationAct: (act: "tu-cong" | "tu-tep" | "ghi-nhan") => `/can-bo/doi-soat/${act}`,
} as const;
