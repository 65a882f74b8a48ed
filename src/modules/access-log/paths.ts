/** Every address of this module. */
export const paths = {
  mine: (code?: string) =>
    code === undefined ? "/ai-da-xem" : `/ai-da-xem?ho-so=${encodeURIComponent(code)}`,
  search: () => "/can-bo/nhat-ky-xem",
} as const;
