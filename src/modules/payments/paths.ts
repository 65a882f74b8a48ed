/** What the gateway is told to call. */
export const GATEWAY_NOTICE_PATH = "/cong-thanh-toan/thong-bao";

/** Every address of this module. */
export const paths = {
  charge: (id: string) => `/thanh-toan/${id}`,
  checkAgain: (id: string) => `/thanh-toan/${id}/kiem-tra`,
  gatewayNotice: () => GATEWAY_NOTICE_PATH,
} as const;
