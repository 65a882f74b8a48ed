import { type App, editionOn, papersFor } from "#app-kit";
import { addDays, type CalendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import { isWorkingDay } from "#kernel/holiday-calendar";
import { latestStart } from "#kernel/legal-clock";
import { afterWorkingMinutes, closeOf, type WorkingTime } from "#kernel/office-hours";
import {
  acceptDossier,
  askSupplement,
  type Caller,
  claimDossier,
  type Dossier,
  type DossierDeps,
  type DossierRefusal,
  examineDossier,
  reviewDossier,
  saveAnswers,
  startDraft,
  submitDraft,
} from "#modules/dossiers";
import type { DemoAccount } from "#modules/identity";
import { agencyIdOf, cityAgencies, demoOfficials, positionsHeldBy } from "#modules/organisation";
import { tenantIdOf } from "#modules/tenancy";
import type { Result } from "#kernel/result";
import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import { type FileStore, keepBytes, recordFile } from "#platform/files";
import { householdBusiness } from "../../apps/household-business/app.ts";
import { landUseChange } from "../../apps/land-use-change/app.ts";

/** Where the open dossiers of the demo city lie. */
const SLUG = "quan-1";

/** Four more people of the demo city; their accounts are not printed. */
export const NEIGHBOURS: readonly DemoAccount[] = (
  [
    ["hoa", "Nguyễn Thị Hoa", "079185000101", "+84903000101"],
    ["tai", "Phạm Văn Tài", "079078000102", "+84903000102"],
    ["chau", "Võ Minh Châu", "079190000103", "+84903000103"],
    ["but", "Lê Văn Út", "079069000104", "+84903000104"],
  ] as const
).map(([login, name, citizenId, phone], index) => ({
  id: `0198aaaa-0000-7000-8000-00000000a10${index + 1}`,
  login,
  name,
  citizenId,
  phone,
}));

type Deed = "claim" | "supplement" | "examine" | "return" | "approve";

interface Open {
  readonly app: App;
  readonly title?: string;
  /** Working days from today to the promised day; before today it is late. Nothing where it is not accepted yet. */
  readonly dueIn?: number;
  /** What was done with it since, at one working day's distance each. */
  readonly deeds: readonly Deed[];
}

/** What lies on the desks of Quận 1 on an ordinary morning: something at every step, one of them late. */
const OPEN: readonly Open[] = [
  { app: householdBusiness, title: "Quán phở Bến Thành", dueIn: -1, deeds: ["claim"] },
  { app: householdBusiness, title: "Tiệm may Tân Định", dueIn: 0, deeds: ["examine"] },
  { app: householdBusiness, title: "Tiệm hoa Đa Kao", dueIn: 0, deeds: ["examine", "approve"] },
  { app: householdBusiness, title: "Sửa xe Cầu Kho", dueIn: 0, deeds: ["examine", "return"] },
  { app: householdBusiness, title: "Hiệu sách Nguyễn Du", dueIn: 1, deeds: [] },
  { app: householdBusiness, title: "Quán cơm Cô Giang", dueIn: 2, deeds: [] },
  { app: landUseChange, dueIn: 7, deeds: [] },
  { app: householdBusiness, title: "Tạp hóa Cầu Ông Lãnh", deeds: ["supplement"] },
  { app: householdBusiness, title: "Tiệm bánh Phạm Ngũ Lão", deeds: [] },
];

interface Deps {
  readonly dossiers: DossierDeps;
  readonly store: FileStore;
  readonly paper: Uint8Array;
}

/**
 * Files the open dossiers of an ordinary morning, each act by its own command at the moment it would have been done, in the
 * order of these moments, so that every number is drawn as the office would have drawn it.
 */
export async function openDossiers(db: Database, now: Date, deps: Deps): Promise<void> {
  const { time } = await withDoor(db, "seed", (tx) =>
    deps.dossiers.calendars.workingTime(tx, now, agencyIdOf(SLUG)),
  );
  const acts = OPEN.flatMap((open, index) => actsOf(db, now, deps, { open, index, time }));
  for (const act of acts.toSorted((one, other) => one.at.getTime() - other.at.getTime()))
    await act.run();
}

interface Act {
  readonly at: Date;
  run(): Promise<void>;
}

function actsOf(
  db: Database,
  now: Date,
  deps: Deps,
  { open, index, time }: { open: Open; index: number; time: WorkingTime },
): Act[] {
  const acceptedAt = startOf(open, index, { now, time });
  const submittedAt = new Date((acceptedAt ?? lastMorning(now, time)).getTime() - 45 * 60_000);
  let dossier: Dossier | undefined;
  const deed = (at: Date, login: string, run: DeedRun): Act => ({
    at,
    run: async () => {
      if (dossier !== undefined) dossier = await actOn(db, { login, at, now, dossier }, run);
    },
  });
  const acts: Act[] = [
    {
      at: submittedAt,
      run: async () => {
        dossier = await submitted(db, submittedAt, deps, open, index);
      },
    },
  ];
  if (acceptedAt !== undefined)
    acts.push(
      deed(acceptedAt, "tiepnhan", (tx, caller, on) =>
        acceptDossier(tx, acceptedAt, deps.dossiers, caller, on),
      ),
    );
  for (const [place, name] of open.deeds.entries()) {
    const later = afterWorkingMinutes(time, acceptedAt ?? submittedAt, 120 * (place + 1));
    const at = later < now ? later : now;
    acts.push(deed(at, ACTORS[name], (tx, caller, on) => done(tx, at, deps, caller, on, name)));
  }
  return acts;
}

const ACTORS: Readonly<Record<Deed, string>> = {
  claim: "chuyenvien",
  supplement: "tiepnhan",
  examine: "chuyenvien",
  return: "truongphong",
  approve: "truongphong",
};

type On = { readonly publicId: string; readonly version: number };
type DeedRun = (tx: Tx, caller: Caller, on: On) => Promise<Result<Dossier, DossierRefusal>>;

function done(tx: Tx, at: Date, { dossiers }: Deps, caller: Caller, on: On, deed: Deed) {
  switch (deed) {
    case "claim":
      return claimDossier(tx, at, caller, on);
    case "supplement":
      return askSupplement(tx, at, dossiers, caller, {
        ...on,
        defects: [{ field: "can-cuoc", words: "Ảnh mờ, không đọc được số; xin chụp lại." }],
      });
    case "examine":
      return examineDossier(tx, at, dossiers, caller, {
        ...on,
        proposal: "Hồ sơ đủ, tên không trùng; đề nghị cấp giấy chứng nhận.",
      });
    case "return":
      return reviewDossier(tx, at, dossiers, caller, {
        ...on,
        decision: "return",
        note: "Kiểm tra lại mã ngành sửa chữa xe máy.",
      });
    case "approve":
      return reviewDossier(tx, at, dossiers, caller, { ...on, decision: "approve", note: "" });
  }
}

async function actOn(
  db: Database,
  by: {
    readonly login: string;
    readonly at: Date;
    readonly now: Date;
    readonly dossier: Dossier;
  },
  run: DeedRun,
): Promise<Dossier> {
  const caller = await officialOf(db, by.now, by.login);
  const { publicId, version } = by.dossier;
  const after = await withTenant(db, caller, (tx) => run(tx, caller, { publicId, version }));
  if (!after.ok) throw new Error(`${by.login}, ${by.dossier.title}: ${after.error}`);
  return after.value;
}

async function submitted(
  db: Database,
  at: Date,
  deps: Deps,
  open: Open,
  index: number,
): Promise<Dossier> {
  const applicant = NEIGHBOURS[index % NEIGHBOURS.length];
  const sample = editionOn(open.app, dayIn(at))?.samples[0];
  if (applicant === undefined || sample === undefined) throw new Error("nobody to apply");
  const { id: accountId, name } = applicant;
  const answers = {
    ...sample.answers,
    ...(open.title === undefined ? {} : { businessName: open.title }),
    ownerName: name,
    ownerCitizenId: applicant.citizenId,
    ownerPhone: applicant.phone,
  };
  return fileDossier(db, at, deps, { app: open.app, accountId, name, answers });
}

/** Draft, answers, papers and submission of one dossier in Quận 1, as its applicant does it online. */
export async function fileDossier(
  db: Database,
  at: Date,
  deps: Deps,
  filed: {
    readonly app: App;
    readonly accountId: string;
    readonly name: string;
    readonly answers: Readonly<Record<string, unknown>>;
  },
): Promise<Dossier> {
  const { app, accountId, name, answers } = filed;
  const tenantId = tenantIdOf(SLUG);
  const edition = editionOn(app, dayIn(at));
  if (edition === undefined) throw new Error(`${app.id} is not in force`);
  const kept = await keepBytes(deps.store, tenantId, deps.paper, {
    name: "giay-to.png",
    type: "image/png",
    pages: null,
  });
  const organId = cityAgencies().find((agency) => agency.slug === SLUG)?.organId ?? "";
  const actor = { kind: "applicant", accountId, name } as const;
  const outcome = await withTenant(db, { tenantIds: [tenantId], actor }, async (tx) => {
    const draft = await startDraft(tx, at, { app, tenantId, accountId });
    await saveAnswers(tx, at, draft, answers);
    for (const paper of papersFor(edition, answers).filter((one) => one.isRequired))
      await recordFile(tx, at, kept, {
        subjectKind: "dossier",
        subjectId: draft.id,
        slot: paper.id,
        applicantId: accountId,
      });
    return submitDraft(tx, at, deps.dossiers, {
      publicId: draft.publicId,
      accountId,
      applicantName: name,
      agency: { id: agencyIdOf(SLUG), organId },
    });
  });
  if (!outcome.ok) throw new Error(`${name}'s dossier was refused: ${outcome.error}`);
  return outcome.value;
}

/** An official of Quận 1 as the commands know them. */
export async function officialOf(db: Database, now: Date, post: string): Promise<Caller> {
  const official = demoOfficials().find((one) => one.login === `${post}.${SLUG}`);
  const [held] = await withDoor(db, "directory", (tx) =>
    positionsHeldBy(tx, official?.officialId ?? "", now),
  );
  if (official === undefined || held === undefined) throw new Error(`${SLUG} has no ${post}`);
  const actor = {
    kind: "official",
    officialId: official.officialId,
    positionId: held.positionId,
    agencyId: held.agencyId,
    mandate: held.mandate,
    name: official.name,
  } as const;
  return { actor, tenantIds: [tenantIdOf(SLUG)], roles: [held.role] };
}

/** A morning whose processing term ends with the working day that is wanted; undefined where nothing was accepted. */
function startOf(
  { app, dueIn }: Open,
  index: number,
  { now, time }: { readonly now: Date; readonly time: WorkingTime },
): Date | undefined {
  if (dueIn === undefined) return undefined;
  const term = editionOn(app, dayIn(now))?.clock.processing;
  if (term === undefined) throw new Error(`${app.id} is not in force`);
  const dueOn = workingDayFrom(dayIn(now), dueIn, time);
  const startOn = dayIn(latestStart(closeOf(time, dueOn), term, time));
  return instantAt(startOn, 8 * 60 + 30 + 7 * index);
}

/** The last morning of office hours before now. */
function lastMorning(now: Date, time: WorkingTime): Date {
  let on = dayIn(now);
  while (!isWorkingDay(time.calendar, on) || instantAt(on, 9 * 60) >= now) on = addDays(on, -1);
  return instantAt(on, 9 * 60);
}

/** The working day so many ahead of the next one from today on, or behind. */
function workingDayFrom(today: CalendarDay, ahead: number, time: WorkingTime): CalendarDay {
  const next = (on: CalendarDay, by: 1 | -1): CalendarDay => {
    let found = on;
    while (!isWorkingDay(time.calendar, found)) found = addDays(found, by);
    return found;
  };
  let on = next(today, 1);
  for (let left = Math.abs(ahead); left > 0; left -= 1)
    on = next(addDays(on, Math.sign(ahead)), ahead < 0 ? -1 : 1);
  return on;
}
