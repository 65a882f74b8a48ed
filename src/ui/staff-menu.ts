import type { Language } from "./frame.tsx";
import { type Messages, messagesIn } from "./messages.ts";

export interface MenuItem {
  /** Names the place; `current` of a page is this or the address. */
  readonly id?: string | undefined;
  readonly href: string;
  readonly label: string;
  /** How much waits there. */
  readonly count?: number | undefined;
  /** A heading this place and those after it stand under. */
  readonly group?: string | undefined;
}

interface Place {
  readonly href: string;
  readonly label: keyof Messages & `nav.${string}`;
  /** Positions that have something to do there; everybody where none is named. */
  readonly roles?: readonly string[];
}

/** The whole desk: what one works on, the counter, money, books, and what is set up. */
const GROUPS: readonly {
  readonly heading?: keyof Messages & `nav.${string}`;
  readonly places: readonly Place[];
}[] = [
  {
    places: [
      { href: "/can-bo/hom-nay", label: "nav.today", roles: ["head", "leader"] },
      { href: "/can-bo/viec", label: "nav.work" },
      {
        href: "/can-bo/y-kien",
        label: "nav.questions",
        roles: ["specialist", "head", "leader", "inspector"],
      },
    ],
  },
  {
    heading: "nav.group-desk",
    places: [
      { href: "/can-bo/quay", label: "nav.entry", roles: ["receiver"] },
      { href: "/can-bo/hang-cho", label: "nav.queue", roles: ["receiver"] },
      { href: "/can-bo/lich-hen", label: "nav.bookings", roles: ["receiver"] },
      { href: "/can-bo/uy-quyen", label: "nav.mandates", roles: ["receiver"] },
      {
        href: "/can-bo/ho-so-giay",
        label: "nav.paper",
        roles: ["receiver", "specialist", "head", "leader", "clerk"],
      },
      {
        href: "/can-bo/hang-cho/so-lieu",
        label: "nav.waiting",
        roles: ["receiver", "head", "leader", "inspector"],
      },
    ],
  },
  {
    heading: "nav.group-money",
    places: [
      { href: "/can-bo/thu-phi", label: "nav.fees", roles: ["receiver", "clerk", "head"] },
      { href: "/can-bo/hoan-tien", label: "nav.refunds", roles: ["receiver", "clerk", "head"] },
      { href: "/can-bo/doi-soat", label: "nav.reconciliation", roles: ["clerk"] },
    ],
  },
  {
    heading: "nav.group-books",
    places: [
      { href: "/can-bo/thong-ke", label: "nav.statistics" },
      {
        href: "/can-bo/so-theo-doi",
        label: "nav.dossier-register",
        roles: ["receiver", "head", "leader", "clerk", "inspector"],
      },
      {
        href: "/can-bo/so-ket-qua",
        label: "nav.results",
        roles: ["receiver", "specialist", "head", "leader", "clerk", "inspector"],
      },
      { href: "/can-bo/so-cap-so", label: "nav.registers", roles: ["clerk"] },
      {
        href: "/can-bo/chuyen-so-lieu",
        label: "nav.imports",
        roles: ["clerk", "administrator"],
      },
      { href: "/can-bo/nhat-ky-xem", label: "nav.access-log", roles: ["inspector"] },
    ],
  },
  {
    heading: "nav.group-setup",
    places: [
      {
        href: "/can-bo/thu-tuc",
        label: "nav.procedures-admin",
        roles: ["inspector", "administrator"],
      },
      { href: "/can-bo/to-chuc", label: "nav.organisation" },
      { href: "/can-bo/lich-nghi", label: "nav.days-off", roles: ["administrator"] },
      { href: "/can-bo/gio-lam-viec", label: "nav.office-hours", roles: ["administrator"] },
      { href: "/can-bo/ban-tiep-nhan", label: "nav.desks", roles: ["administrator"] },
      { href: "/can-bo/gio-tiep-nhan", label: "nav.reception", roles: ["administrator"] },
      { href: "/can-bo/he-thong-ket-noi", label: "nav.systems", roles: ["administrator"] },
      { href: "/tai-khoan", label: "nav.account" },
    ],
  },
];

/** The places that a position may go to, as the menu names them. */
export function staffPlaces(
  language: Language,
  roles: readonly string[],
): readonly Pick<MenuItem, "href" | "label">[] {
  return usualMenu(messagesIn(language), roles);
}

/** The menu of a position: each group's heading stands with the first of its places that is shown. */
export function usualMenu(words: Messages, roles: readonly string[]): readonly MenuItem[] {
  const isFor = (place: Place): boolean =>
    place.roles === undefined || place.roles.some((role) => roles.includes(role));
  return GROUPS.flatMap(({ heading, places }) =>
    places.filter(isFor).map(({ href, label }, index) => ({
      href,
      label: words[label],
      group: heading === undefined || index > 0 ? undefined : words[heading],
    })),
  );
}
