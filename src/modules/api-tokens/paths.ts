export const paths = {
  tokens: () => "/can-bo/he-thong-ket-noi",
  revoke: (id: string) => `/can-bo/he-thong-ket-noi/${id}/thu-hoi`,
} as const;
