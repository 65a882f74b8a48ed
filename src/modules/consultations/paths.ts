/** Every address of this module. */
export const paths = {
  questions: () => "/can-bo/y-kien",
  question: (id: string) => `/can-bo/y-kien/${id}`,
  answer: (id: string) => `/can-bo/y-kien/${id}/tra-loi`,
  file: (id: string, file: string) => `/can-bo/y-kien/${id}/tep/${file}`,
} as const;
