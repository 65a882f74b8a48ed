export { asOfficial, officialSession } from "./as-official.ts";
export type {
  ApiClient,
  Cookie,
  Exchange,
  Language,
  Reply,
  Route,
  Session,
  Upload,
} from "./exchange.ts";
export { createServer, type ErrorPage, type ServerDependencies, SESSION_COOKIE } from "./server.ts";
export { UPLOAD_LIMIT_BYTES } from "./uploads.ts";
export {
  type ApiOperation,
  type ApiParameter,
  apiRoute,
  type ApiSchema,
  openApiDocument,
  problem,
} from "./api.ts";
