import type { Route, Session } from "#platform/http";
import { paths } from "./paths.ts";

/** An official acts in a position and so has a role; the session of one who must enrol first carries none. */
export function mustEnrol(session: Session | undefined): boolean {
  return session?.kind === "official" && session.roles.length === 0;
}

const BEFORE_ENROLMENT: ReadonlySet<string> = new Set([
  paths.account(),
  paths.enrol(),
  paths.confirm(),
  paths.signOut(),
  paths.addPasskey(),
  paths.newPasskey(),
  paths.askOwnPasskey(),
  // Enrolling asks for a fresh proof first; without it nobody would ever get past this point.
  paths.proof(),
]);

/** Until a second factor is enrolled, whatever an official asks for leads to the page that enrols it, and is not done. */
export function afterEnrolment(routes: readonly Route[]): readonly Route[] {
  return routes.map((route) =>
    route.access === "public" || BEFORE_ENROLMENT.has(route.path)
      ? route
      : {
          ...route,
          handle: async (exchange) =>
            mustEnrol(exchange.session)
              ? { kind: "redirect", to: paths.account() }
              : route.handle(exchange),
        },
  );
}
