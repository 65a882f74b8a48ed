export { indicatorApi } from "./api.ts";
export { findFacts } from "./find-figures.ts";
export { rowOf, rowsBy } from "./figures.ts";
export { measureFinished, noteAllFinished, noteEnd, timeDifferences } from "./measure.ts";
export { indicatorRoutes } from "./module.ts";
export type { IndicatorDeps } from "./pages/deps.ts";
export { INDICATOR_PERMISSIONS } from "./policy.ts";
export { periodOf } from "./period.ts";
export { paths as indicatorPaths } from "./paths.ts";
