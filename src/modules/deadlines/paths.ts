/** Every address of this module. */
export const paths = {
  reckon: () => "/tinh-ngay-hen",
  daysOff: () => "/lich-nghi",
  publish: () => "/can-bo/lich-nghi",
  officeHours: (agencyId?: string) =>
    agencyId === undefined ? "/can-bo/gio-lam-viec" : `/can-bo/gio-lam-viec?co-quan=${agencyId}`,
} as const;
