export { hearOthers, liveTopic, passOn } from "./between-processes.ts";
export { createLiveUpdates, type LiveOptions, type LiveUpdates } from "./live-updates.ts";
