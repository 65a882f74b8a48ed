/** Every address of this module. */
export const paths = {
  reckon: () => "/",
  daysOff: () => "/lich-nghi",
  publish: () => "/can-bo/lich-nghi",
} as const;
