/** The reception desk of a record-holder. */
export interface Desk {
  readonly tenantId: string;
  readonly id: string;
  readonly slug: string;
  readonly kioskKey: string;
  readonly nameVi: string;
  readonly nameEn: string;
}

export interface Service {
  readonly id: string;
  readonly deskId: string;
  /** The word for it all over the city: `kinh-doanh`. */
  readonly code: string;
  readonly prefix: string;
  readonly nameVi: string;
  readonly nameEn: string;
}

export interface Counter {
  readonly tenantId: string;
  readonly id: string;
  readonly deskId: string;
  readonly number: number;
  /** The services it takes; none means all. */
  readonly serviceIds: readonly string[];
  readonly state: "closed" | "open" | "paused";
  readonly officialId: string | null;
  readonly officialName: string | null;
  readonly firstLineRun: number;
  readonly since: Date;
  readonly version: number;
}

export function nameOf(
  one: { readonly nameVi: string; readonly nameEn: string },
  language: "vi" | "en",
): string {
  return language === "vi" ? one.nameVi : one.nameEn;
}

export function takes(counter: Pick<Counter, "serviceIds">, serviceId: string): boolean {
  return counter.serviceIds.length === 0 || counter.serviceIds.includes(serviceId);
}
