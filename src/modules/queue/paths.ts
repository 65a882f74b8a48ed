/** Every address of this module. `slug` is the desk's word, `id` a ticket's public id. */
export const paths = {
  queues: () => "/hang-cho",
  desk: (slug: string) => `/hang-cho/${slug}`,
  board: (slug: string) => `/hang-cho/${slug}/man-hinh`,
  boardEvents: (slug: string) => `/hang-cho/${slug}/su-kien`,
  phoneDraw: (slug: string, token: string) =>
    `/hang-cho/${slug}/lay-so?cua=${encodeURIComponent(token)}`,
  kiosk: (key: string) => `/may-lay-so/${key}`,
  ticket: (id: string) => `/so-thu-tu/${id}`,
  leave: (id: string) => `/so-thu-tu/${id}/bo-so`,
  slip: (id: string) => `/so-thu-tu/${id}/phieu`,
  receiver: () => "/can-bo/hang-cho",
  act: (act: string) => `/can-bo/hang-cho/${act}`,
  ticketAct: (id: string, act: string) => `/can-bo/hang-cho/${id}/${act}`,
  staffFigures: () => "/can-bo/hang-cho/so-lieu",
  figures: () => "/hang-cho/so-lieu",
} as const;
