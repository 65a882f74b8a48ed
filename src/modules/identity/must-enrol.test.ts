import { tmpdir } from "node:os";
import type { FastifyInstance } from "fastify";
import { generate } from "otplib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withDoor } from "#platform/database";
import { createServer, type Route, SESSION_COOKIE } from "#platform/http";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { afterEnrolment, createIdentity, identityRoutes, seedAccounts } from "./index.ts";

const PASSWORD = "cay da gieng nuoc san dinh";
const LOGIN = "tiepnhan.quan-1";
let city: City;
let app: FastifyInstance;

beforeAll(async () => {
  city = await openCity();
  const { actor, roles, tenantIds } = city.lanTheReceiver;
  const identity = createIdentity({
    db: city.db,
    origin: () => "http://hcm.example",
    secretKey: Buffer.alloc(32, 7),
    acceptsApplicantPasswords: true,
    requiresSecondFactor: true,
    resolveOfficial: async () => ({ actor, roles, tenantIds, agencyName: "Quận 1", title: "" }),
  });
  const passwordHash = await identity.hashPassword(PASSWORD);
  const { officialId, name } = actor;
  await withDoor(city.db, "seed", (tx) =>
    seedAccounts(
      tx,
      FRIDAY_MORNING,
      [{ id: officialId, login: LOGIN, name, officialId }],
      passwordHash,
    ),
  );
  const desk: Route = {
    method: "GET",
    path: "/can-bo/viec",
    access: "official",
    handle: async () => ({ kind: "page", html: "việc của bàn tiếp nhận" }),
  };
  const pages = identityRoutes({
    identity,
    isDemo: false,
    procedures: [],
    frame: ({ language, path, query, session }) => ({
      language,
      path,
      query,
      session,
      assets: { stylesheet: "/x.css" },
    }),
  });
  app = await createServer({
    db: city.db,
    routes: afterEnrolment([...pages, desk]),
    now: () => FRIDAY_MORNING,
    production: false,
    trustProxy: [],
    assetsFolder: tmpdir(),
    resolveSession: (token, now) => identity.sessionOf(token, now),
    renderError: ({ status }) => `error ${status}`,
    renderExpired: () => "",
    log: () => undefined,
    observe: () => undefined,
  });
});
afterAll(async () => {
  await app.close();
  await city.db.close();
});

test("Lan, who must enrol a second factor, proves who she is, enrols it and then finds her desk; before that, nothing", async () => {
  const signedIn = await send("/dang-nhap", { login: LOGIN, password: PASSWORD });
  const cookie = String(signedIn.headers["set-cookie"]).split(";")[0] ?? "";
  expect(cookie).toContain(SESSION_COOKIE);
  const desk = () => app.inject({ url: "/can-bo/viec", headers: { cookie } });
  expect((await desk()).headers.location).toBe("/tai-khoan");

  const asked = await send("/tai-khoan/xac-thuc", {}, cookie);
  const proof = String(asked.headers.location);
  expect((await app.inject({ url: proof, headers: { cookie } })).statusCode).toBe(200);
  const proved = await send("/xac-nhan", { password: PASSWORD, tiep: "/tai-khoan" }, cookie);
  expect(proved.headers.location).toBe("/tai-khoan");
  const shown = await send("/tai-khoan/xac-thuc", {}, cookie);
  const secret = /<code>([A-Z2-7]+)<\/code>/u.exec(shown.body)?.[1] ?? "";
  const code = await generate({ secret, epoch: FRIDAY_MORNING.getTime() / 1000 });
  await send("/tai-khoan/xac-thuc/xac-nhan", { code }, cookie);

  expect((await desk()).body).toBe("việc của bàn tiếp nhận");
});

function send(url: string, fields: Readonly<Record<string, string>>, cookie = "") {
  return app.inject({
    method: "POST",
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: {
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
      ...(cookie === "" ? {} : { cookie }),
    },
  });
}
