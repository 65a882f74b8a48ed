export { tokenRoutes } from "./pages/tokens.tsx";
export { ALL_SCOPES, SCOPES, type Scope, TOKEN_PERMISSIONS } from "./scopes.ts";
export { type ApiTokens, createApiTokens } from "./tokens.ts";
