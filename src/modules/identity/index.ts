export { createIdentity, type Identity, type IdentityDeps, STEP_UP_MS } from "./identity.ts";
export { afterEnrolment } from "./must-enrol.ts";
export { identityRoutes } from "./module.ts";
export { type KeptForm, SignInView } from "./pages/sign-in.tsx";
export { paths as identityPaths } from "./paths.ts";
export { type DemoAccount, hasDemoAccounts, seedAccounts } from "./seed.ts";
export { contactOf, emailsOf } from "./find-accounts.ts";
