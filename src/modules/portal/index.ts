export { type PortalDeps, portalRoutes } from "./pages/home.tsx";
