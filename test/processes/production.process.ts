import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { generate } from "otplib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CityHall, openCityHall, PASSWORD } from "./city-hall.ts";
import {
  type Installation,
  openInstallation,
  PRODUCTION,
  refusalOf,
  type Running,
  serverAddress,
} from "./installation.ts";
import { createPerson } from "./person.ts";

const SETUP = path.resolve(import.meta.dirname, "../../bin/setup-database.ts");
let city: Installation;
let hall: CityHall;
let server: Running;
beforeAll(async () => {
  city = await openInstallation("production");
  server = await city.start();
  hall = await openCityHall(city);
});
afterAll(async () => {
  await hall?.db.close();
  await city?.remove();
});

/** The start with one setting changed must end with code 1 and one plain sentence, without a stack. */
async function refusedFor(change: Readonly<Record<string, string | undefined>>): Promise<string> {
  const settings = Object.entries({ ...city.settings, ...change }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const { status, words } = await refusalOf(Object.fromEntries(settings));
  expect(status).toBe(1);
  expect(words).not.toMatch(/^\s+at /mu);
  return words;
}

test("production refuses the embedded database, an address nobody reaches, and secrets that anybody could guess", async () => {
  const noDatabase = { DATABASE_URL: undefined, MIGRATION_DATABASE_URL: undefined };
  expect(await refusedFor(noDatabase)).toBe(
    "The embedded database does not survive a power cut. Set DATABASE_URL, or EMBEDDED_DATABASE_IN_PRODUCTION=accepted if that loss is acceptable.",
  );
  const guessable = new URL(city.settings["DATABASE_URL"] ?? "");
  guessable.password = "postgres";
  const words = await refusedFor({
    DATABASE_URL: guessable.href,
    METRICS_TOKEN: "secret",
    PUBLIC_ORIGIN: undefined,
    OIDC_ISSUER: undefined,
  });
  expect(words.split("\n")).toEqual([
    "The password in DATABASE_URL is a default that anybody can guess. Choose a random one.",
    "METRICS_TOKEN must be random and at least 22 characters long: openssl rand -hex 16.",
    "PUBLIC_ORIGIN must be the address that people use, such as https://motcua.example: it is printed on results and mailed.",
    "OIDC_ISSUER must be the address of the national identity provider: applicants have no other way in.",
  ]);
});

test("production takes no sample identity for the national one, and no half of what a provider needs", async () => {
  const sample =
    "OIDC_ISSUER must be an https address of another machine; the sample identity of development recognises nobody.";
  for (const issuer of [
    "http://dinh-danh.example",
    "https://localhost:8080/dinh-danh-mau",
    "https://motcua.example/dinh-danh-mau",
    "https://127.0.0.1",
    "dinh-danh",
  ])
    expect([issuer, await refusedFor({ OIDC_ISSUER: issuer })]).toEqual([issuer, sample]);
  expect(await refusedFor({ OIDC_CLIENT_SECRET: undefined })).toBe(
    "OIDC_ISSUER needs OIDC_CLIENT_ID, and either OIDC_CLIENT_SECRET or OIDC_CLIENT_KEY.",
  );
  expect(
    await refusedFor({ OIDC_CLIENT_SECRET: undefined, OIDC_CLIENT_KEY: "/khong-co.pem" }),
  ).toContain("OIDC_CLIENT_KEY: /khong-co.pem holds no private key");
});

test("an applicant's password opens nothing in production, nobody registers one, and a provider that is away is told in a sentence", async () => {
  const at = (place: string): string => `${server.url}${place}`;
  const quan = createPerson();
  const entered = await quan.post(at("/dang-nhap"), { login: "quan", password: PASSWORD });

  expect([entered.status, entered.location]).toEqual([422, ""]);
  expect(entered.text).toContain("Người nộp hồ sơ không còn đăng nhập bằng mật khẩu"); // R18
  expect((await quan.get(at("/tai-khoan"))).location).toContain("/dang-nhap");
  expect((await quan.get(at("/dang-ky"))).status).toBe(404);
  expect((await quan.post(at("/dang-ky"), { login: "quan2" })).status).toBe(404);
  const page = await quan.get(at("/dang-nhap"));
  expect(page.text).toContain("Dùng tài khoản định danh quốc gia");
  expect(page.text).not.toContain("/dang-ky");
  expect((await quan.get(at("/dinh-danh-mau/auth"))).status).toBe(404);
  const away = await quan.post(at("/dang-nhap/dinh-danh"), {
    _giu_duong: "/ho-so-nhap/abc/buoc/chu-ho",
    "_giu.ownerAddress": "Ấp Bàu Tre",
  });
  expect(away.status).toBe(422);
  expect(away.text).toContain("Hệ thống định danh chưa trả lời");
  expect(away.text).toContain("Ấp Bàu Tre");
});

test("production refuses an application role that row security would not bind", async () => {
  const as = (role: string): { DATABASE_URL: string } => {
    const url = new URL(city.settings["DATABASE_URL"] ?? "");
    url.username = role;
    return { DATABASE_URL: url.href };
  };
  await city.admin.query(
    `CREATE ROLE too_strong LOGIN SUPERUSER; CREATE ROLE goes_around LOGIN BYPASSRLS; GRANT egov_app TO goes_around; CREATE ROLE stranger LOGIN`,
  );

  expect(await refusedFor(as("too_strong"))).toBe(
    "DATABASE_URL: the application role too_strong is a superuser; row security would not bind it. Make its role with npm run setup:database.",
  );
  expect(await refusedFor(as("goes_around"))).toContain(
    "the application role goes_around may bypass row security",
  );
  expect(await refusedFor(as("production_owner"))).toContain(
    "the application role production_owner owns tables; it must own nothing",
  );
  expect(await refusedFor(as("stranger"))).toContain("stranger is not a member of egov_app");
  expect(await refusedFor(as("nobody"))).toBe(
    `DATABASE_URL: the database server does not let us in: role "nobody" does not exist.`,
  );
});

test("setting the database up says what an address lacks, and changes nothing the second time", async () => {
  const { DATABASE_URL = "", MIGRATION_DATABASE_URL = "" } = city.settings;
  const whole = { DATABASE_URL, MIGRATION_DATABASE_URL, ADMIN_DATABASE_URL: serverAddress() };
  const setUp = (change: Readonly<Record<string, string | undefined>> = {}) => {
    const given = Object.entries({ ...whole, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return refusalOf(Object.fromEntries(given), SETUP);
  };
  expect(await setUp({ ADMIN_DATABASE_URL: undefined })).toEqual({
    status: 1,
    words:
      "ADMIN_DATABASE_URL must be an administrator's address such as postgres://admin:password@host:5432/postgres",
  });
  expect(await setUp({ ADMIN_DATABASE_URL: MIGRATION_DATABASE_URL })).toEqual({
    status: 1,
    words: "The role in ADMIN_DATABASE_URL may not make roles and databases.",
  });
  expect(await setUp({ DATABASE_URL: MIGRATION_DATABASE_URL })).toEqual({
    status: 1,
    words: "The application role must not be the owner: give two roles.",
  });
  expect((await setUp({ DATABASE_URL: "postgres://egov_server@db/egov" })).words).toContain(
    "DATABASE_URL lacks a role, a password or a database",
  );
  const again = await setUp();
  expect([again.status, again.words]).toEqual([0, expect.stringContaining("Now start with both")]);
  const { rows } = await city.admin.query(
    `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'production_server'`,
  );
  expect(rows).toEqual([
    { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
  ]);
});

test("production refuses the demo's certificate, a master key of example, and one that others may read", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "egov-keys-"));
  const keys = path.join(folder, "keys");
  mkdirSync(keys);
  const master = path.join(keys, "master.key");
  const withKey = async (text: string, mode: number): Promise<string> => {
    writeFileSync(master, text);
    chmodSync(master, mode);
    return refusedFor({ DATA_FOLDER: folder });
  };
  expect(await withKey("00".repeat(32), 0o600)).toContain(
    "holds a default key that anybody can guess",
  );
  expect(await withKey("abc", 0o600)).toContain("must hold 32 bytes in hexadecimal");
  expect(await withKey("00".repeat(32), 0o644)).toBe(
    `${master} may be read by others than its owner: chmod 600 ${master}`,
  );
  rmSync(folder, { recursive: true });

  expect(await refusedFor({ DEMO_SIGNATURE_IN_PRODUCTION: undefined })).toContain(
    "holds no certificate but the demo's, which proves nothing to anybody.",
  );
});

test("production refuses a database with one demo account in it, and starts once it is gone", async () => {
  const isDemo = (yes: boolean): Promise<unknown> =>
    city.admin.query(`UPDATE identity.account SET is_demo = $1 WHERE login = 'quan'`, [yes]);
  await isDemo(true);
  expect(await refusedFor({})).toBe(
    "This database holds demo accounts with a known password. In production start with an empty database.",
  );
  await isDemo(false);
  const second = await city.start();
  second.process.kill("SIGTERM");

  expect(await second.ended).toBe(0);
  expect(second.output()).not.toContain("Mật khẩu");
});

test("a city that is set up right is alive and ready, and tells its figures to the bearer of the token only", async () => {
  const json = async (at: string): Promise<unknown> => (await fetch(`${server.url}${at}`)).json();
  expect(await json("/healthz")).toEqual({ alive: true });
  expect(await json("/readyz")).toEqual({
    ready: true,
    database: "server",
    durability: "durable commits",
  });
  const figures = (headers: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`${server.url}/metrics`, { headers });
  const passedOn = { "x-forwarded-for": "203.0.113.7" };
  expect((await figures(passedOn)).status).toBe(404);
  const authorization = `Bearer ${PRODUCTION.METRICS_TOKEN}`;
  expect(await (await figures({ ...passedOn, authorization })).text()).toContain(
    "egov_http_request_seconds",
  );
});

test("an official without a second factor is led to enrol it, does nothing else before, and needs it from then on", async () => {
  const lan = createPerson();
  const at = (place: string): string => `${server.url}${place}`;
  const signIn = { login: "tiepnhan.quan-1", password: PASSWORD };
  const entered = await lan.post(at("/dang-nhap?tiep=/can-bo/viec"), signIn);
  expect([entered.status, entered.location]).toEqual([303, "/tai-khoan"]);

  const { publicId, version } = await hall.approved();
  for (const place of ["/can-bo/viec", `/can-bo/ho-so/${publicId}`]) {
    const led = await lan.get(at(place));
    expect([place, led.status, led.location]).toEqual([place, 303, "/tai-khoan"]);
  }
  const acted = await lan.post(at(`/can-bo/ho-so/${publicId}/y-kien`), {
    version: String(version),
    body: "Đã xem",
  });
  expect([acted.status, acted.location]).toEqual([303, "/tai-khoan"]);
  const { rows } = await city.admin.query(
    `SELECT count(*)::integer AS comments FROM dossiers.comment`,
  );
  expect(rows).toEqual([{ comments: 0 }]);

  const unproven = await lan.post(at("/tai-khoan/xac-thuc"));
  expect(unproven.location).toContain("/xac-nhan");
  await lan.post(at("/xac-nhan"), { password: PASSWORD, code: "" });
  const offered = await lan.post(at("/tai-khoan/xac-thuc"));
  const secret = /<code>(\w+)<\/code>/u.exec(offered.text)?.[1] ?? "";
  const confirm = (code: string) => lan.post(at("/tai-khoan/xac-thuc/xac-nhan"), { code });
  expect((await confirm("000000")).status).toBe(422);
  expect((await confirm(await generate({ secret }))).status).toBe(200);
  expect((await lan.get(at("/can-bo/viec"))).status).toBe(200);

  const thief = await createPerson().post(at("/dang-nhap"), signIn);
  expect([thief.status, thief.location]).toEqual([422, ""]);
});
