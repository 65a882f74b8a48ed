export { checkApp } from "./check-app.ts";
export type { Problem } from "./problem.ts";
