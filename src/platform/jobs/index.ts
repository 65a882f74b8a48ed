export { createJobs, type JobDefinition, type Jobs, migrateJobs } from "./jobs.ts";
export { createPulse, type Pulse } from "./pulse.ts";
