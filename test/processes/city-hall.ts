import { agencyIdOf } from "#modules/organisation";
import { generate } from "otplib";
import { createCalendars, seedCalendar } from "#modules/deadlines";
import {
  acceptDossier,
  createDossierDeps,
  type Dossier,
  type DossierDeps,
  draftByPublicId,
  examineDossier,
  publishProcesses,
  reviewDossier,
  saveAnswers,
  startDraft,
  submitDraft,
} from "#modules/dossiers";
import { createIdentity, seedAccounts } from "#modules/identity";
import { officialIdOf, seedOrganisation } from "#modules/organisation";
import { seedTenancy, tenantIdOf } from "#modules/tenancy";
import { type Database, openServer, type Tx, withDoor, withTenant } from "#platform/database";
import { recordFile } from "#platform/files";
import { SESSION_COOKIE } from "#platform/http";
import { householdBusiness } from "../../apps/household-business/app.ts";
import { type Caller, callerOf } from "../world/city.ts";
import { value } from "../world/dossiers.ts";
import type { Installation } from "./installation.ts";
import { createPerson, type Person } from "./person.ts";

export const PASSWORD = "bến sông trầu giếng";
export const TINY_PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const OFFICIALS = {
  "tiepnhan.quan-1": "Nguyễn Thị Kim Lan",
  "lanhdao.quan-1": "Lê Quốc Hùng",
} as const;
const QUAN = { id: "0198bbbb-0000-7000-8000-00000000a001", name: "Trần Minh Quân" } as const;

/** The named city on an installation in production: organisation and accounts, none of which is the demo's. */
export interface CityHall {
  readonly db: Database;
  readonly deps: DossierDeps;
  /** Fills in the answers of a draft that Quân began on a page. */
  answer(publicId: string): Promise<void>;
  /** A dossier that was never on a page, approved and waiting for the leader's signature. */
  approved(): Promise<Dossier>;
  /** Quân with the session that the national identity would have given him: production has no other way in (R18). */
  quan(): Promise<Person>;
  readonly leader: Caller;
}

export async function openCityHall({ settings, admin }: Installation): Promise<CityHall> {
  const db = await openServer({ url: settings["DATABASE_URL"] ?? "", maxConnections: 4 });
  const deps = createDossierDeps(createCalendars(), [householdBusiness]);
  const now = new Date();
  const identity = createIdentity({
    db,
    origin: () => "http://hcm.example",
    secretKey: Buffer.alloc(32),
    acceptsApplicantPasswords: true,
    requiresSecondFactor: true,
    resolveOfficial: async () => undefined,
  });
  const passwordHash = await identity.hashPassword(PASSWORD);
  await withDoor(db, "seed", async (tx) => {
    await seedOrganisation(tx, now);
    await seedTenancy(tx);
    await seedCalendar(tx, now);
    await publishProcesses(tx, now, deps);
    const officials = Object.entries(OFFICIALS).map(([login, name]) => {
      const id = officialIdOf(login);
      return { id, login, name, officialId: id };
    });
    const quan = { ...QUAN, login: "quan", email: "quan@vi-du.example" };
    await seedAccounts(tx, now, [...officials, quan], passwordHash);
  });
  await admin.query(`UPDATE identity.account SET is_demo = false`);
  const [lan, ha, minh, leader] = await Promise.all(
    ["tiepnhan", "chuyenvien", "truongphong", "lanhdao"].map((desk) =>
      callerOf(db, `${desk}.quan-1`),
    ),
  );
  if (lan === undefined || ha === undefined || minh === undefined || leader === undefined)
    throw new Error("Quận 1 lacks officials");
  const answers = householdBusiness.editions.at(-1)?.samples[0]?.answers ?? {};
  const actor = { kind: "applicant", accountId: QUAN.id, name: QUAN.name } as const;
  const asQuan = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    withTenant(db, { tenantIds: [tenantIdOf("quan-1")], actor }, work);
  const approved = async (): Promise<Dossier> => {
    const submitted = await asQuan(async (tx) => {
      const draft = await startDraft(tx, now, {
        app: householdBusiness,
        tenantId: tenantIdOf("quan-1"),
        accountId: QUAN.id,
      });
      await saveAnswers(tx, now, draft, answers);
      const paper = {
        type: "image/png",
        name: "căn cước.png",
        pages: null,
        scan: "clean",
      } as const;
      await recordFile(
        tx,
        now,
        { ...paper, sha256: "ab".repeat(32), sizeBytes: 1000 },
        { subjectKind: "dossier", subjectId: draft.id, slot: "can-cuoc", applicantId: QUAN.id },
      );
      return submitDraft(tx, now, deps, {
        publicId: draft.publicId,
        accountId: QUAN.id,
        applicantName: QUAN.name,
        agency: { id: agencyIdOf("quan-1"), organId: "000.01.01.H29" },
      });
    });
    let dossier = value(submitted);
    const act = () => ({ publicId: dossier.publicId, version: dossier.version });
    dossier = value(await withTenant(db, lan, (tx) => acceptDossier(tx, now, deps, lan, act())));
    dossier = value(
      await withTenant(db, ha, (tx) =>
        examineDossier(tx, now, deps, ha, { ...act(), proposal: "Đủ điều kiện" }),
      ),
    );
    return value(
      await withTenant(db, minh, (tx) =>
        reviewDossier(tx, now, deps, minh, { ...act(), decision: "approve", note: "" }),
      ),
    );
  };
  return {
    db,
    deps,
    leader,
    approved,
    quan: async () => {
      const place = { address: "203.0.113.7", userAgent: "" };
      const given = { login: "quan", password: PASSWORD, code: "", ...place };
      const entered = await identity.signIn(new Date(), given);
      if (!entered.ok) throw new Error(entered.error.code);
      return createPerson({ [`__Host-${SESSION_COOKIE}`]: entered.value.token });
    },
    answer: (publicId) =>
      asQuan(async (tx) => {
        const draft = await draftByPublicId(tx, publicId, { lock: true });
        if (draft !== undefined) await saveAnswers(tx, new Date(), draft, answers);
      }),
  };
}

/** Signs in and, as production asks of every official, enrols a second factor. Gives the recovery codes. */
export async function enterAsOfficial(
  person: Person,
  url: string,
  login: string,
): Promise<readonly string[]> {
  await person.post(`${url}/dang-nhap`, { login, password: PASSWORD });
  await person.post(`${url}/xac-nhan`, { password: PASSWORD, code: "" });
  const offered = await person.post(`${url}/tai-khoan/xac-thuc`);
  const secret = /<code>(\w+)<\/code>/u.exec(offered.text)?.[1] ?? "";
  const confirmed = await person.post(`${url}/tai-khoan/xac-thuc/xac-nhan`, {
    code: await generate({ secret }),
  });
  return [...confirmed.text.matchAll(/<li[^>]*>(\w{4}-\w{4}-\w{4})<\/li>/gu)].map(
    (one) => one[1] ?? "",
  );
}
