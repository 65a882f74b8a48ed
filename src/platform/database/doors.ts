/**
 * The named doors through which work may cross tenants, each with its reason. Row policies name them one by one,
 * so a door opens only the tables that were reviewed for it. Nothing else leaves `withTenant` or `withApplicant`.
 */
export const DOORS = {
  "public-lookup": "anyone with a dossier code and look-up code sees the steps, without names",
  "public-verify": "anyone holding a printed result verifies it from its code",
  "public-statistics": "the public sees per-agency counters, never a dossier",
  "open-figures": "counts open dossiers of every agency by their due moments; gives numbers only",
  "public-queue":
    "anyone finds a desk, a ticket or a booking by its own address, and the averages of a day",
  queue: "closes the day, reminds of bookings and folds the figures of every desk",
  sign_in: "a caller who has no identity yet presents one",
  sequencer: "numbers committed audit leaves of every tenant into one log",
  outbox: "relays committed events of every tenant",
  intake: "a desk follows code, state and promised day of what it took in for another agency",
  deadlines: "finds due warnings and escalations of every tenant",
  answers: "finds what consulted agencies answered, for the processes that asked",
  registers:
    "finds the results kept about one person in every agency's registers; each reading is kept where that person sees it",
  signing: "finds pending signatures of every tenant for the signing job",
  counters: "folds counters of every tenant, and works out times used and simulations as sums",
  payments: "finds whose money a notice of the payment gateway speaks of, and keeps stray notices",
  paper: "finds results that nobody collected, to remind of them",
  seed: "fills the named demo city; refused in production",
  directory:
    "reads and changes what belongs to the city and not to one tenant: organisation, calendars, editions of procedures",
} as const;

export type Door = keyof typeof DOORS;
