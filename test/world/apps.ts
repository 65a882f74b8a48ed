export { APPS } from "../../src/main/apps.ts";
