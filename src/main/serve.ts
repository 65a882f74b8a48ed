import type { FastifyInstance } from "fastify";
import { dayIn } from "#kernel/calendar-day";
import { consultationRoutes } from "#modules/consultations";
import { accessLogRoutes } from "#modules/access-log";
import { type ApiTokens, tokenRoutes } from "#modules/api-tokens";
import { deadlineRoutes } from "#modules/deadlines";
import { deskRoutes } from "#modules/desk";
import {
  createTries,
  dossierApi,
  dossierPlace,
  dossierPlaceHref,
  dossierRoutes,
  systemApi,
  type PageDeps,
} from "#modules/dossiers";
import {
  afterEnrolment,
  type Identity,
  identityPaths,
  identityRoutes,
  SignInView,
  waysOf,
} from "#modules/identity";
import { indicatorApi, indicatorRoutes } from "#modules/indicators";
import { simulateDraft } from "./simulate-draft.ts";
import { createBell, noticeRoutes } from "#modules/notifications";
import { portalRoutes } from "#modules/portal";
import { queueRoutes } from "#modules/queue";
import {
  publishRegister,
  type Registers,
  resultApi,
  resultRegisterRoutes,
} from "#modules/result-registers";
import { type EditionWatch, editionRoutes } from "#modules/specialist-apps";
import { oldSystemImportRoutes } from "#modules/old-system-imports";
import { numberRegisterRoutes, registerKinds } from "#modules/number-registers";
import { agenciesOn, organisationRoutes } from "#modules/organisation";
import { paperBeside, paperRoutes } from "#modules/paper-handling";
import { type ConnectedGateway, paymentRoutes } from "#modules/payments";
import { tenantOfAgency, type Tenant, tenantsHeldBy } from "#modules/tenancy";
import { type Database, withDoor } from "#platform/database";
import { apiRoute, createServer, type Exchange, openApiDocument, type Route } from "#platform/http";
import type { LiveUpdates } from "#platform/live-updates";
import { type Assets, ErrorView, type Frame, renderPage } from "#ui";
import type { Config } from "./config.ts";
import { healthRoutes, type Metrics } from "./health.ts";
import { logApi } from "./log-api.ts";
import { addMetrics } from "./metrics-route.ts";
import { administeredTenants } from "./administered-tenants.ts";
import { tellDelegated } from "./tell-delegated.ts";
import { knownRecords } from "./known-records.ts";
import type { SampleIdentity } from "./sample-identity/mount.ts";

/** Version of the public JSON interface. */
const VERSION = "1.0.0";

export interface ServeDeps {
  readonly config: Config;
  readonly db: Database;
  readonly now: () => Date;
  readonly assets: Assets;
  readonly assetsFolder: string;
  readonly identity: Identity;
  readonly tokens: ApiTokens;
  readonly registers: Registers;
  /** The stand-in for the national identity, where this process plays it. */
  readonly sample?: SampleIdentity | undefined;
  readonly metrics: Metrics;
  /** PEM of the key that audit checkpoints are verified with. */
  readonly checkpointKey: string;
  readonly pages: Omit<PageDeps, "frame" | "administeredTenants">;
  readonly live: LiveUpdates;
  readonly editions: EditionWatch;
  readonly gateway: ConnectedGateway | undefined;
  onOrdered(): void;
  /** A refund was approved and waits to be sent to the gateway. */
  onRefundApproved(): void;
  /** Something that open pages show was committed. */
  onChanged(): void;
  isStopping(): boolean;
  log(entry: Readonly<Record<string, unknown>>): void;
}

/** Every route of the program, so that guards can list and try each one. */
export function allRoutes(deps: ServeDeps): readonly Route[] {
  const bell = createBell();
  const frame = (exchange: Exchange): Frame => ({
    language: exchange.language,
    path: exchange.path,
    query: exchange.query,
    assets: deps.assets,
    session: exchange.session,
    isDemo: deps.config.isDemo,
    unread: bell.unread(exchange),
  });
  const tries = createTries();
  const pages = {
    ...deps.pages,
    frame,
    besideDossier: paperBeside,
    administeredTenants,
    records: knownRecords(deps.registers),
  };
  const indicators = {
    frame,
    calendars: pages.dossiers.calendars,
    apps: () => [...pages.dossiers.apps.values()].map(({ app }) => app),
    isLoading: () => deps.pages.isLoading(),
  };
  const { registers } = deps;
  const operations = [
    ...dossierApi(pages, tries),
    ...systemApi(pages),
    ...resultApi(registers),
    ...indicatorApi(indicators),
    ...logApi(() => deps.checkpointKey),
  ];
  const description = openApiDocument(operations, VERSION);
  const shown = [
    ...deadlineRoutes({
      calendars: deps.pages.dossiers.calendars,
      frame,
      agencies: ({ db, now }) => withDoor(db, "directory", (tx) => agenciesOn(tx, dayIn(now))),
    }),
    ...organisationRoutes({
      frame,
      procedures: () => [...deps.pages.dossiers.apps.values()].map(({ app }) => app),
      onDelegated: ({ db, now }, id) => tellDelegated(db, now, id),
    }),
    ...tokenRoutes({
      tokens: deps.tokens,
      frame,
      tenants: administeredTenants,
    }),
    ...identityRoutes({
      identity: deps.identity,
      frame,
      isDemo: deps.config.isDemo,
      procedures: [...deps.pages.dossiers.apps.values()].map(({ app }) => ({
        id: app.id,
        title: app.title,
      })),
    }),
    ...noticeRoutes({ frame }),
    ...paymentRoutes(
      {
        frame,
        gateway: deps.gateway,
        printer: deps.pages.printer,
        origin: () => deps.pages.origin(),
      },
      () => deps.onRefundApproved(),
    ),
    ...dossierRoutes(pages, tries, () => deps.onOrdered()),
    ...paperRoutes({
      frame,
      dossiers: pages.dossiers,
      printer: pages.printer,
      store: pages.store,
      scanner: pages.scanner,
      origin: () => pages.origin(),
      ownTenant,
    }),
    ...deskRoutes(pages),
    ...consultationRoutes({ dossiers: pages.dossiers, store: pages.store, frame }),
    ...accessLogRoutes({ frame, tenants: administeredTenants }),
    ...portalRoutes(indicators),
    ...indicatorRoutes(indicators),
    ...editionRoutes({
      frame,
      apps: () => [...deps.pages.dossiers.apps.values()].map(({ app }) => app),
      publish: publishRegister,
      onPublished: (now) => deps.editions.lookNow(now),
      simulate: simulateDraft,
    }),
    ...resultRegisterRoutes({
      registers,
      dossiers: pages.dossiers,
      store: pages.store,
      printer: pages.printer,
      frame,
      origin: () => deps.pages.origin(),
      tenants: heldTenants,
      onOrdered: () => deps.onOrdered(),
    }),
    ...numberRegisterRoutes({
      frame,
      kinds: () => registerKinds([...deps.pages.dossiers.apps.values()].map(({ app }) => app)),
      tenants: heldTenants,
    }),
    ...oldSystemImportRoutes({
      frame,
      dossiers: pages.dossiers,
      ownTenant,
      onOrdered: () => deps.onChanged(),
    }),
    ...queueRoutes({
      frame,
      live: deps.live,
      calendars: deps.pages.dossiers.calendars,
      origin: () => deps.pages.origin(),
      onChanged: () => deps.onChanged(),
      findSubject: dossierPlace,
      subjectHref: ({ kind, code }) => (kind === "dossier" ? dossierPlaceHref(code) : undefined),
    }),
  ];
  return afterEnrolment([
    ...shown.map((route) => bell.counted(route)),
    ...operations.map(apiRoute),
    {
      method: "GET",
      path: "/api/openapi.json",
      access: "public",
      handle: async () => ({ kind: "json", body: description }),
    },
    ...healthRoutes(deps.db, () => deps.isStopping()),
  ]);
}

/** The records that the official's agency keeps as its own. */
function ownTenant({ db, now, session }: Exchange): Promise<string | undefined> {
  return withDoor(db, "directory", async (tx) =>
    session?.actor.kind === "official"
      ? (await tenantOfAgency(tx, session.actor.agencyId, dayIn(now)))?.id
      : undefined,
  );
}

/** The holders of records in the custody of the official's agency. */
function heldTenants({ db, now, session }: Exchange): Promise<readonly Tenant[]> {
  return withDoor(db, "directory", async (tx) =>
    session?.actor.kind === "official" ? tenantsHeldBy(tx, session.actor.agencyId, dayIn(now)) : [],
  );
}

export async function startServer(deps: ServeDeps): Promise<FastifyInstance> {
  const { config, assets } = deps;
  const app = await createServer({
    db: deps.db,
    routes: allRoutes(deps),
    now: deps.now,
    production: config.production,
    ...(config.origin === undefined ? {} : { origin: config.origin }),
    trustProxy: config.trustProxy,
    assetsFolder: deps.assetsFolder,
    resolveSession: (token, now) => deps.identity.sessionOf(token, now),
    resolveToken: (token, scope, now) => deps.tokens.resolve(token, scope, now),
    renderExpired: ({ language, kept }) =>
      renderPage(
        SignInView({
          frame: { language, path: "/dang-nhap", assets, isDemo: config.isDemo },
          ways: waysOf({ identity: deps.identity, isDemo: config.isDemo }),
          next: "/",
          login: "",
          kept,
        }),
      ),
    renderError: ({ status, reference, language, path: at, session }) =>
      renderPage(
        ErrorView({
          status,
          reference,
          language,
          path: at,
          assets,
          session,
          isDemo: config.isDemo,
        }),
      ),
    log: (entry) => deps.log(entry),
    observe: (...seen) => deps.metrics.observe(...seen),
  });
  await deps.sample?.mountOn(app, assets, { back: identityPaths.backFromProvider() });
  addMetrics(app, deps.metrics, config.metricsToken);
  // What was published meanwhile, by this process or another, holds for the request that comes.
  app.addHook("onRequest", () => deps.editions.look(deps.now()));
  // Browsers keep connections open for more than a minute; a server that stops does not wait for that.
  app.addHook("onSend", async (_, reply) => {
    if (deps.isStopping()) reply.header("connection", "close");
  });
  return app;
}

const LOOK_FOR_IDLE_EVERY_MS = 200;

/** Takes nobody new, lets every request in flight end, and closes each connection as soon as nothing is asked on it. */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), LOOK_FOR_IDLE_EVERY_MS);
  await app.close().finally(() => clearInterval(idle));
}
