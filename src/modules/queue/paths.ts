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
  book: () => "/dat-lich",
  bookAt: (slug: string) => `/dat-lich/${slug}`,
  bookService: (slug: string, service: string) => `/dat-lich/${slug}/${service}`,
  bookDay: (slug: string, service: string, on: string) => `/dat-lich/${slug}/${service}/${on}`,
  bookSlot: (slug: string, service: string, on: string, at: string) =>
    `/dat-lich/${slug}/${service}/${on}/${at}`,
  findBooking: () => "/lich-hen",
  booking: (id: string) => `/lich-hen/${id}`,
  cancelBooking: (id: string) => `/lich-hen/${id}/huy`,
  bookingFile: (id: string) => `/lich-hen/${id}/lich.ics`,
  myBookings: () => "/lich-hen-cua-toi",
  daySheet: (on?: string) =>
    on === undefined ? "/can-bo/lich-hen" : `/can-bo/lich-hen?ngay=${on}`,
  reception: (slug?: string) =>
    slug === undefined ? "/can-bo/gio-tiep-nhan" : `/can-bo/gio-tiep-nhan?ban=${slug}`,
  desks: () => "/can-bo/ban-tiep-nhan",
  figures: () => "/hang-cho/so-lieu",
} as const;
