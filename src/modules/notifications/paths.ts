/** Every address of this module. One place for officials and applicants, as the account page is. */
export const paths = {
  notices: (before?: string) => (before === undefined ? "/thong-bao" : `/thong-bao?sau=${before}`),
  follow: (id: string) => `/thong-bao/${id}/mo`,
  markAllRead: () => "/thong-bao/da-doc",
} as const;
