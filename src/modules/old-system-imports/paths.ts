/** Every address of this module. */
export const paths = {
  imports: () => "/can-bo/chuyen-so-lieu",
  template: (appId: string, ending: "csv" | "xlsx") =>
    `/can-bo/chuyen-so-lieu/mau/${appId}/${ending}`,
  import: (publicId: string) => `/can-bo/chuyen-so-lieu/tep/${publicId}`,
  report: (publicId: string) => `/can-bo/chuyen-so-lieu/tep/${publicId}/bao-cao`,
  order: (publicId: string) => `/can-bo/chuyen-so-lieu/tep/${publicId}/nhap`,
} as const;
