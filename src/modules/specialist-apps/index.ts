export { checkApp, type Problem } from "./check-app.ts";
