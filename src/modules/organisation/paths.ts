/** Every address of this module. */
export const paths = {
  organisation: () => "/can-bo/to-chuc",
  agency: (slug: string) => `/can-bo/to-chuc/${slug}`,
  delegate: (slug: string) => `/can-bo/to-chuc/${slug}/uy-quyen`,
  revoke: (id: string) => `/can-bo/uy-quyen/${id}/thu-hoi`,
  position: () => "/can-bo/vi-tri",
} as const;
