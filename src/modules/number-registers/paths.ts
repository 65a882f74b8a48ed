/** Every address of this module. */
export const paths = {
  registers: () => "/can-bo/so-cap-so",
  start: () => "/can-bo/so-cap-so/bat-dau",
  register: (name: string, period: string) => `/can-bo/so-cap-so/${name}/${period}`,
  voids: (name: string, period: string) => `/can-bo/so-cap-so/${name}/${period}/huy`,
  papers: (name: string, period: string) => `/can-bo/so-cap-so/${name}/${period}/cap`,
} as const;
