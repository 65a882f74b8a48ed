import type { Route } from "#platform/http";
import { accountRoutes } from "./pages/account.tsx";
import { deskMandateRoutes } from "./pages/desk-mandates.tsx";
import { mandateRoutes } from "./pages/mandates.tsx";
import { passkeyRoutes } from "./pages/passkeys.tsx";
import { providerRoutes } from "./pages/provider.tsx";
import { registerRoutes } from "./pages/register.tsx";
import { type PageDeps, signInRoutes } from "./pages/sign-in.tsx";
import { tellingRoutes } from "./pages/telling-panel.tsx";

export function identityRoutes(deps: PageDeps): readonly Route[] {
  return [
    ...signInRoutes(deps),
    ...registerRoutes(deps),
    ...accountRoutes(deps),
    ...tellingRoutes(deps),
    ...passkeyRoutes(deps),
    ...providerRoutes(deps),
    ...mandateRoutes(deps),
    ...deskMandateRoutes(deps),
  ];
}
