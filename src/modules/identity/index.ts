export type { IdentityDeps } from "./deps.ts";
export { createIdentity, type Identity } from "./identity.ts";
export { STEP_UP_MS } from "./sessions.ts";
export { afterEnrolment } from "./must-enrol.ts";
export { identityRoutes } from "./module.ts";
export type { KeptForm } from "./national-identity.ts";
export { SignInView, waysOf } from "./pages/sign-in.tsx";
export { paths as identityPaths } from "./paths.ts";
export { type DemoAccount, hasDemoAccounts, seedAccounts } from "./seed.ts";
export {
  MANDATE_PERMISSIONS,
  type MandateInForce,
  mandateHolds,
  mandatesOf,
  mandateTold,
} from "./mandates.ts";
export { contactOf, provenCitizenNumber, tellingsOf } from "./find-accounts.ts";
export { accountAtDesk, type PersonAtDesk } from "./account-at-desk.ts";
