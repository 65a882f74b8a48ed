export {
  type Agency,
  type AgencyKind,
  type HeldPosition,
  type Holder,
  type Mandate,
  type Role,
  ROLES,
} from "./agency.ts";
export {
  agenciesOn,
  agencyById,
  agencyBySlug,
  holdersOf,
  mandateHolds,
  officialNames,
  positionsHeldBy,
  unitsActing,
  unitsOf,
} from "./find-organisation.ts";
export { type Acting, actingIn, actIn } from "./acting-position.ts";
export { type DelegationForm, giveDelegation, takeDelegationBack } from "./give-delegation.ts";
export { organisationRoutes } from "./module.ts";
export type { OrganisationPageDeps } from "./pages/deps.ts";
export { ORGANISATION_PERMISSIONS } from "./policy.ts";
export { type GivenDelegation, givenDelegation } from "./posts-store.ts";
export { delegate, revokeDelegation } from "./delegate.ts";
export { reorganise, type Reorganisation } from "./reorganise.ts";
export {
  agencyIdOf,
  CITY_FOUNDED,
  cityAgencies,
  demoAgencies,
  keepsRecords,
  DISTRICT_SLUGS,
} from "./city/agencies.ts";
export { type DemoOfficial, demoOfficials, officialIdOf } from "./city/officials.ts";
export { seedOrganisation } from "./seed.ts";
