import { type FileSettings, readFileSettings } from "./file-settings.ts";
import { gatewayIn, gatewayRefusals, type GatewaySettings } from "./gateway-settings.ts";
import { guessableSecrets } from "./judge-secrets.ts";

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly production: boolean;
  readonly dataFolder: string;
  /** The application role's address; undefined runs on the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly migrationDatabaseUrl: string | undefined;
  readonly origin: string | undefined;
  readonly trustProxy: readonly string[];
  /** What this process does; several of each share one PostgreSQL. */
  readonly process: "both" | "server" | "worker";
  /** `smtp://…`; undefined lays mails in a folder. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly files: FileSettings;
  /** The national identity provider of applicants (R18); undefined in development runs a stand-in. */
  readonly openId: OpenIdConfig | undefined;
  /** Fills a new database with the named city; never in production. */
  readonly isDemo: boolean;
  /** Opens `/metrics` to another machine; undefined opens it to this one only. */
  readonly metricsToken: string | undefined;
  /** Undefined: a simulated bank in a demo, none in production. */
  readonly paymentGateway: GatewaySettings | undefined;
  /** Production signs with the demo's certificate, which proves nothing to anybody; said in words. */
  readonly acceptsDemoSignature: boolean;
}

export interface OpenIdConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Either a secret shared with the provider, or a file with the private half of a key it knows. */
  readonly secret: string | undefined;
  readonly keyFile: string | undefined;
  readonly citizenIdClaim: string;
}

/** Reads the settings once, and refuses what would be unsafe, with every reason at once. */
export function readConfig(environment: NodeJS.ProcessEnv, root: string): Config {
  const production = environment["NODE_ENV"] === "production";
  const port = Number(environment["PORT"] ?? "8080");
  const databaseUrl = environment["DATABASE_URL"];
  const migrationDatabaseUrl = environment["MIGRATION_DATABASE_URL"];
  const refusals: string[] = [];
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    refusals.push("PORT must be a whole number from 0 to 65535.");
  if ((databaseUrl === undefined) !== (migrationDatabaseUrl === undefined))
    refusals.push(
      "DATABASE_URL (application role) and MIGRATION_DATABASE_URL (owner) are set together or not at all.",
    );
  if (
    production &&
    databaseUrl === undefined &&
    environment["EMBEDDED_DATABASE_IN_PRODUCTION"] !== "accepted"
  )
    refusals.push(
      "The embedded database does not survive a power cut. Set DATABASE_URL, or EMBEDDED_DATABASE_IN_PRODUCTION=accepted if that loss is acceptable.",
    );
  const role = environment["EGOV_PROCESS"] ?? "both";
  if (role !== "both" && role !== "server" && role !== "worker")
    refusals.push("EGOV_PROCESS is server, worker or both.");
  if (role !== "both" && databaseUrl === undefined)
    refusals.push("Server and worker run apart only on a shared DATABASE_URL.");
  if (role === "worker" && !production && environment["PUBLIC_ORIGIN"] === undefined)
    refusals.push("A worker by itself learns from PUBLIC_ORIGIN alone where its mails lead.");
  const { files, refusals: fileRefusals } = readFileSettings(environment);
  refusals.push(...fileRefusals);
  refusals.push(...gatewayRefusals(environment, production));
  if (production) refusals.push(...guessableSecrets(environment), ...originRefusals(environment));
  refusals.push(...openIdRefusals(environment, production));
  if (refusals.length > 0) throw new ConfigRefused(refusals.join("\n"));
  return {
    port,
    host: environment["HOST"] ?? "127.0.0.1",
    production,
    dataFolder: environment["DATA_FOLDER"] ?? `${root}/data`,
    databaseUrl,
    migrationDatabaseUrl,
    origin: environment["PUBLIC_ORIGIN"],
    process: role === "server" || role === "worker" ? role : "both",
    smtpUrl: environment["SMTP_URL"],
    mailFrom: environment["MAIL_FROM"] ?? "Một cửa điện tử <mot-cua@localhost>",
    files,
    openId: openIdIn(environment),
    isDemo: !production,
    metricsToken: environment["METRICS_TOKEN"],
    paymentGateway: gatewayIn(environment),
    acceptsDemoSignature: environment["DEMO_SIGNATURE_IN_PRODUCTION"] === "accepted",
    trustProxy: (environment["TRUST_PROXY"] ?? "").split(",").filter((address) => address !== ""),
  };
}

/** Papers carry the address for years, mails lead to it, and the cookie travels over HTTPS alone. */
function originRefusals(environment: NodeJS.ProcessEnv): string[] {
  const origin = environment["PUBLIC_ORIGIN"] ?? "";
  const isGood = URL.canParse(origin) && new URL(origin).origin === origin;
  return isGood && origin.startsWith("https://")
    ? []
    : [
        "PUBLIC_ORIGIN must be the address that people use, such as https://motcua.example: it is printed on results and mailed.",
      ];
}

const SAMPLE_PLACE = /\/dinh-danh-mau\/?$/u;
const THIS_MACHINE = /^(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/u;

/** R18: applicants come through the national identity only, so production needs it, and never takes the stand-in for it. */
function openIdRefusals(environment: NodeJS.ProcessEnv, production: boolean): string[] {
  const issuer = environment["OIDC_ISSUER"];
  const [secret, key] = [environment["OIDC_CLIENT_SECRET"], environment["OIDC_CLIENT_KEY"]];
  if (issuer === undefined)
    return production
      ? [
          "OIDC_ISSUER must be the address of the national identity provider: applicants have no other way in.",
        ]
      : [];
  const refusals: string[] = [];
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const isSample =
    url === undefined || SAMPLE_PLACE.test(url.pathname) || THIS_MACHINE.test(url.host);
  if (production && (isSample || url.protocol !== "https:"))
    refusals.push(
      "OIDC_ISSUER must be an https address of another machine; the sample identity of development recognises nobody.",
    );
  if (environment["OIDC_CLIENT_ID"] === undefined || (secret === undefined) === (key === undefined))
    refusals.push(
      "OIDC_ISSUER needs OIDC_CLIENT_ID, and either OIDC_CLIENT_SECRET or OIDC_CLIENT_KEY.",
    );
  return refusals;
}

function openIdIn(environment: NodeJS.ProcessEnv): OpenIdConfig | undefined {
  const issuer = environment["OIDC_ISSUER"];
  const clientId = environment["OIDC_CLIENT_ID"] ?? "";
  const secret = environment["OIDC_CLIENT_SECRET"];
  const keyFile = environment["OIDC_CLIENT_KEY"];
  const citizenIdClaim = environment["OIDC_CITIZEN_ID_CLAIM"] ?? "citizen_id";
  return issuer === undefined ? undefined : { issuer, clientId, secret, keyFile, citizenIdClaim };
}

/** A setting that the operator has to mend; shown as words, without a stack. */
export class ConfigRefused extends Error {
  override readonly name = "ConfigRefused";
}
