import { publicId, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import type { Desk, Service } from "./desk.ts";
import {
  countersOf,
  deskBySlug,
  insertCounters,
  insertDesk,
  insertServices,
  servicesOf,
} from "./desk-store.ts";
import type { Caller } from "./policy.ts";
import { maySetUp } from "./policy.ts";

/** A service as an administrator writes it: its letter, the word for it all over the city, and its name. */
export type NewService = Omit<Service, "id" | "deskId">;

export interface NewDesk {
  readonly tenantId: string;
  readonly slug: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly counters: number;
  readonly services: readonly NewService[];
}

type Opened = Promise<Result<Desk, "missing" | "desk-exists" | "service-twice">>;

/** Opens a desk of an agency with its services and counters, and a new key for its machine. */
export async function openDesk(tx: Tx, now: Date, caller: Caller, next: NewDesk): Opened {
  if (!maySetUp(caller)) return refused("missing");
  if ((await deskBySlug(tx, next.slug)) !== undefined) return refused("desk-exists");
  if (hasTwice(next.services)) return refused("service-twice");
  const { tenantId, slug, nameVi, nameEn } = next;
  const id = uuidv7(now.getTime());
  const desk: Desk = { tenantId, id, slug, kioskKey: publicId(), nameVi, nameEn };
  await insertDesk(tx, now, {
    desk,
    services: next.services.map((one) => ({ ...one, id: uuidv7(now.getTime()), deskId: id })),
    counters: numbered(1, next.counters).map((number) => ({
      id: uuidv7(now.getTime()),
      number,
      serviceIds: [],
    })),
  });
  const { counters, services } = next;
  await note(tx, now, desk, "desk-opened", { slug, counters, services });
  return ok(desk);
}

/** Adds services and counters to a desk. None is ever taken away: tickets and figures speak of them. */
export async function extendDesk(
  tx: Tx,
  now: Date,
  caller: Caller,
  next: {
    readonly desk: Desk;
    readonly services: readonly NewService[];
    readonly counters: number;
  },
): Opened {
  const { desk, services, counters } = next;
  if (!maySetUp(caller)) return refused("missing");
  if (hasTwice([...(await servicesOf(tx, desk)), ...services])) return refused("service-twice");
  const last = (await countersOf(tx, desk)).at(-1)?.number ?? 0;
  await insertServices(
    tx,
    desk,
    services.map((one) => ({ ...one, id: uuidv7(now.getTime()), deskId: desk.id })),
  );
  await insertCounters(
    tx,
    now,
    desk,
    numbered(last + 1, counters).map((number) => ({ id: uuidv7(now.getTime()), number })),
  );
  await note(tx, now, desk, "desk-extended", { counters, services });
  return ok(desk);
}

function numbered(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

function hasTwice(services: readonly Pick<NewService, "code" | "prefix">[]): boolean {
  const words = services.flatMap((one) => [one.code, one.prefix]);
  return new Set(words).size < words.length;
}

async function note(
  tx: Tx,
  now: Date,
  desk: Desk,
  action: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendLeaf(tx, now, { action, subjectKind: "desk", subjectId: desk.id, payload });
}

const MOST_SERVICES = 26;

/** One service a line: `A; ho-tich; Hộ tịch, chứng thực; Civil status`. Undefined when a line says something else. */
export function servicesIn(text: string): readonly NewService[] | undefined {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== "");
  if (lines.length > MOST_SERVICES) return undefined;
  const read = lines.map((line) => {
    const [prefix = "", code = "", nameVi = "", nameEn = "", ...more] = line
      .split(";")
      .map((part) => part.trim());
    const isGood =
      /^[A-Z]$/u.test(prefix) &&
      /^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(code) &&
      nameVi !== "" &&
      nameEn !== "" &&
      more.length === 0;
    return isGood ? { prefix, code, nameVi, nameEn } : undefined;
  });
  const good = read.filter((one) => one !== undefined);
  return good.length === read.length ? good : undefined;
}
