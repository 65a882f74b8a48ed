export { indicatorApi } from "./api.ts";
export { closeDueMonth, signSnapshots } from "./close-month.ts";
export { measureFinished, noteAllFinished, noteEnd, timeDifferences } from "./measure.ts";
export { indicatorRoutes } from "./module.ts";
export type { IndicatorDeps } from "./pages/deps.ts";
export { INDICATOR_PERMISSIONS } from "./policy.ts";
export { paths as indicatorPaths } from "./paths.ts";
export { orderSimulation, simulateOnce } from "./run-simulation.ts";
export { changeBetween } from "./edition-change.ts";
