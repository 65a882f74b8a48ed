export {
  giveToPaper,
  type RegisterRefusal,
  startRegister,
  voidRegisterNumber,
} from "./keep-register.ts";
export { numberRegisterRoutes } from "./module.ts";
export type { RegisterPageDeps } from "./pages/deps.ts";
export { REGISTER_PERMISSIONS } from "./policy.ts";
export { numberText, type RegisterKind, registerKinds } from "./register-kinds.ts";
