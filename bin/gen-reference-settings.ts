import { type Config, ConfigRefused, readConfig } from "../src/main/config.ts";

interface Setting {
  readonly meaning: string;
  /** The default as `readConfig` gives it. */
  readonly usual: (config: Config) => string;
}

const none = (): string => "none";

/** What each setting means. Names, defaults and what production needs are tried on `readConfig` itself. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  CLAMD: {
    meaning: "`host:port` of ClamAV's daemon; without it files are marked as not scanned",
    usual: (config) => (config.files.clamd === undefined ? "none" : "set"),
  },
  DATABASE_URL: {
    meaning:
      "address of PostgreSQL as the application role, which owns nothing; without it the embedded database runs in `DATA_FOLDER`",
    usual: (config) => config.databaseUrl ?? "none",
  },
  DATA_FOLDER: {
    meaning: "files, keys, outgoing mail, the embedded database",
    usual: (config) => config.dataFolder,
  },
  DEMO_SIGNATURE_IN_PRODUCTION: {
    meaning:
      "`accepted` lets production sign with the demo's certificate, which proves nothing to anybody",
    usual: none,
  },
  EGOV_PROCESS: {
    meaning: "what this process does: `server`, `worker` or `both`; apart only on a `DATABASE_URL`",
    usual: (config) => config.process,
  },
  EMBEDDED_DATABASE_IN_PRODUCTION: {
    meaning:
      "`accepted` lets production run on the embedded database, which a power cut may damage",
    usual: none,
  },
  HOST: { meaning: "address it listens on", usual: (config) => config.host },
  MAIL_FROM: { meaning: "sender of mails", usual: (config) => config.mailFrom },
  METRICS_TOKEN: {
    meaning: "opens `/metrics` to whoever sends it as bearer token; at least 22 random characters",
    usual: (config) => config.metricsToken ?? "this machine only",
  },
  MIGRATION_DATABASE_URL: {
    meaning: "the same database as its owner, for migrations at the start",
    usual: (config) => config.migrationDatabaseUrl ?? "none",
  },
  NODE_ENV: {
    meaning:
      "`production`: no demo city, second factors for officials, secure cookies, HSTS; anything else is a demo",
    usual: (config) => (config.production ? "production" : "a demo"),
  },
  OIDC_CITIZEN_ID_CLAIM: {
    meaning: "the national identity provider's name for the citizen number in its claims",
    usual: (config) => config.openId?.citizenIdClaim ?? "citizen_id",
  },
  OIDC_CLIENT_ID: {
    meaning: "how this city is called at the national identity provider",
    usual: (config) => config.openId?.clientId ?? "none",
  },
  OIDC_CLIENT_KEY: {
    meaning:
      "file with this city's private key (PEM; P-256 or RSA), whose public half the provider knows (`private_key_jwt`)",
    usual: (config) => config.openId?.keyFile ?? "none",
  },
  OIDC_CLIENT_SECRET: {
    meaning: "the secret shared with the provider, where no key is used",
    usual: (config) => config.openId?.secret ?? "none",
  },
  OIDC_ISSUER: {
    meaning:
      "address of the national identity provider, through which applicants sign in; without it a demo plays it itself, labelled as a sample",
    usual: (config) => config.openId?.issuer ?? "the sample identity",
  },
  PAYMENT_GATEWAY_KEY: {
    meaning:
      "what the payment gateway and the city sign with (HMAC-SHA256); at least 22 random characters",
    usual: (config) => (config.paymentGateway === undefined ? "none" : "set"),
  },
  PAYMENT_GATEWAY_URL: {
    meaning:
      "address of the payment gateway; without it a demo runs a simulated bank, and production takes transfers by reconciliation and at the desk",
    usual: (config) => config.paymentGateway?.url ?? "none",
  },
  PORT: { meaning: "port it listens on; 0 takes a free one", usual: (config) => `${config.port}` },
  PUBLIC_ORIGIN: {
    meaning:
      "the address people use, such as `https://mot-cua.example`: for QR codes, links in mails and the check of origins",
    usual: (config) => config.origin ?? "where it listens",
  },
  S3_ACCESS_KEY_ID: { meaning: "whom the object store knows us as", usual: none },
  S3_BUCKET: { meaning: "bucket that is ours alone; it must be there", usual: none },
  S3_ENDPOINT: {
    meaning:
      "object store that speaks S3, for files; they are sealed before they leave. Without it they lie in `DATA_FOLDER/files`",
    usual: (config) => config.files.s3?.endpoint ?? "none",
  },
  S3_REGION: { meaning: "region of the bucket, where its store has any", usual: () => "us-east-1" },
  S3_SECRET_ACCESS_KEY: { meaning: "the key to it", usual: none },
  SMTP_URL: {
    meaning: "mail server; without it mails lie in `DATA_FOLDER/outgoing-mail`",
    usual: (config) => config.smtpUrl ?? "none",
  },
  TRUST_PROXY: {
    meaning: "exact addresses of proxies whose forwarded headers are believed, with commas between",
    usual: (config) => config.trustProxy.join(",") || "none",
  },
};

/** A whole production environment, so that taking one setting away shows whether it is missed. */
const PRODUCTION: Readonly<Record<string, string>> = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://egov_server@db/egov",
  MIGRATION_DATABASE_URL: "postgres://egov_owner@db/egov",
  PUBLIC_ORIGIN: "https://mot-cua.example",
  OIDC_ISSUER: "https://dinh-danh.example",
  OIDC_CLIENT_ID: "mot-cua",
  OIDC_CLIENT_SECRET: "3b8e14c7a95d40f2b6e19a7c",
};

/** `docs/reference/settings.md`, and what is read without being described or described without being read. */
export function settingsPage(): { readonly page: string; readonly gaps: readonly string[] } {
  const read = namesRead();
  const described = Object.keys(SETTINGS);
  const gaps = [
    ...read
      .filter((name) => !described.includes(name))
      .map((name) => `${name} is read by src/main/config.ts and described nowhere`),
    ...described
      .filter((name) => !read.includes(name))
      .map((name) => `${name} is described and no longer read by src/main/config.ts`),
  ];
  const usual = readConfig({}, ".");
  const lines = Object.entries(SETTINGS)
    .toSorted(([a], [b]) => a.localeCompare(b, "en"))
    .map(
      ([name, setting]) =>
        `| \`${name}\` | ${setting.meaning} | ${setting.usual(usual)} | ${need(name)} |`,
    );
  return { page: `${HEAD}${lines.join("\n")}\n${TAIL}`, gaps };
}

const HEAD = `# Settings

Environment variables, read once at the start by \`src/main/config.ts\`; what would be unsafe is refused with every reason at once.

| setting | meaning | default | required in production |
|---|---|---|---|
`;

const TAIL = `
\`npm run setup:database\` reads, besides both database addresses, \`ADMIN_DATABASE_URL\`: an administrator's address, used once and
never kept. Keys are no settings: they are made in \`DATA_FOLDER/keys\` at the first start and readable by their owner only.
`;

/** The names that `readConfig` asks for, on the embedded database and in production. */
function namesRead(): string[] {
  const asked = new Set<string>();
  const alone = {
    NODE_ENV: "production",
    EMBEDDED_DATABASE_IN_PRODUCTION: "accepted",
    PUBLIC_ORIGIN: "https://mot-cua.example",
    OIDC_ISSUER: "https://dinh-danh.example",
    OIDC_CLIENT_ID: "mot-cua",
    OIDC_CLIENT_SECRET: "3b8e14c7a95d40f2b6e19a7c",
  };
  for (const base of [{}, alone])
    readConfig(
      new Proxy<NodeJS.ProcessEnv>(base, {
        get: (target, name) => {
          if (typeof name !== "string") return undefined;
          asked.add(name);
          return target[name];
        },
      }),
      ".",
    );
  return [...asked].toSorted();
}

function need(name: string): string {
  const without = Object.fromEntries(Object.entries(PRODUCTION).filter(([key]) => key !== name));
  if (name === "NODE_ENV") return "yes: it makes production";
  if (!isRefused(without)) return "no";
  if (name === "OIDC_CLIENT_SECRET") return "yes, unless `OIDC_CLIENT_KEY` is set";
  return name.endsWith("DATABASE_URL")
    ? "yes, unless `EMBEDDED_DATABASE_IN_PRODUCTION` is accepted"
    : "yes";
}

function isRefused(environment: Record<string, string>): boolean {
  try {
    readConfig(environment, ".");
    return false;
  } catch (error) {
    if (error instanceof ConfigRefused) return true;
    throw error;
  }
}
