/** Every address of this module. */
export const paths = {
  procedures: () => "/can-bo/thu-tuc",
  procedure: (appId: string) => `/can-bo/thu-tuc/${appId}`,
  /** The page is the dossiers'. */
  moves: (appId: string) => `/can-bo/thu-tuc/${appId}/chuyen-quy-trinh`,
  fork: (appId: string) => `/can-bo/thu-tuc/${appId}/ban-thao`,
  withdraw: (number: number) => `/can-bo/phien-ban/${number}/thu-hoi`,
  draft: (id: string) => `/can-bo/ban-thao/${id}`,
  act: (id: string, act: "de-nghi" | "duyet" | "tra-lai" | "huy" | "mo-phong") =>
    `/can-bo/ban-thao/${id}/${act}`,
  part: (id: string, slug: string, item?: string) =>
    `/can-bo/ban-thao/${id}/${slug}${item === undefined ? "" : `/${item}`}`,
} as const;
