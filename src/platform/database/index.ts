export {
  type Database,
  type Scope,
  SLOW_TRANSACTION_MS,
  StaleVersion,
  sqlState,
  withApplicant,
  withDoor,
  withTenant,
} from "./database.ts";
export { DOORS, type Door } from "./doors.ts";
export { type EmbeddedOptions, openEmbedded } from "./embedded.ts";
export { fingerprintOf, migrate, type Migration, migrationsIn } from "./migrate.ts";
export { listenTo } from "./listen.ts";
export { openServer, type ServerOptions } from "./server.ts";
export { theTenant, type Tx } from "./tx.ts";
