import { expect } from "vitest";
import type { APIRequestContext, BrowserContext } from "playwright-core";
import type { RunningCity } from "./running-city.ts";

/** Acts as a browser without scripts sends them: quick, where how the screen is filled in is not the question. */
export interface Sender {
  readonly city: RunningCity;
  readonly request: APIRequestContext;
}

export type Fields = Readonly<Record<string, string>>;

/** Sends a form and follows; gives where it led and what stood there. */
export async function send(
  { city, request }: Sender,
  path: string,
  fields: Fields,
): Promise<{ readonly path: string; readonly status: number; readonly html: string }> {
  const answer = await request.post(path, { form: { ...fields }, headers: { origin: city.url } });
  return { path: pathOf(answer.url()), status: answer.status(), html: await answer.text() };
}

export async function signIn(
  city: RunningCity,
  context: BrowserContext,
  login: string,
  password: string,
): Promise<Sender> {
  const sender = { city, request: context.request };
  const { status } = await send(sender, "/dang-nhap", { login, password });
  expect(status).toBe(200);
  return sender;
}

const STEPS: readonly (readonly [string, Fields])[] = [
  [
    "chu-ho",
    {
      founder: "person",
      ownerName: "Trần Minh Quân",
      ownerCitizenId: "079085000417",
      ownerBornOn: "25/04/1985",
      ownerAddress: "12 Nguyễn Bỉnh Khiêm, Đa Kao, Quận 1",
      ownerPhone: "0901234567",
    },
  ],
  [
    "ho-kinh-doanh",
    {
      businessName: "Tiệm bánh Hoa Sen",
      ward: "Đa Kao",
      street: "12 Nguyễn Bỉnh Khiêm",
      premises: "own",
    },
  ],
  ["nganh-nghe", { "trades.0.name": "Bán lẻ bánh ngọt", capitalVnd: "150000000", workers: "3" }],
];

/** A draft for Quận 1 with all questions answered and no paper; gives its public id. */
export async function draftBakery(quan: Sender): Promise<string> {
  const started = await send(quan, "/thu-tuc/ho-kinh-doanh/nop", { agency: "quan-1" });
  const id = started.path.split("/")[2] ?? "";
  for (const [step, fields] of STEPS) {
    const { status } = await send(quan, `/ho-so-nhap/${id}/buoc/${step}`, fields);
    expect([step, status]).toEqual([step, 200]);
  }
  return id;
}

/** Answers all questions of a bakery's draft and sends its paper, wherever the draft is filled in. */
export async function fillBakery(who: Sender, at: string, paper: Buffer): Promise<void> {
  for (const [step, fields] of STEPS)
    expect([step, (await send(who, `${at}/buoc/${step}`, fields)).status]).toEqual([step, 200]);
  await who.request.post(`${at}/giay-to`, {
    headers: { origin: who.city.url },
    multipart: { "can-cuoc": { name: "căn cước.png", mimeType: "image/png", buffer: paper } },
  });
}

/** The same with its paper, submitted. */
export async function submitBakery(quan: Sender, paper: Buffer): Promise<string> {
  const id = await draftBakery(quan);
  await quan.request.post(`/ho-so-nhap/${id}/giay-to`, {
    headers: { origin: quan.city.url },
    multipart: { "can-cuoc": { name: "căn cước.png", mimeType: "image/png", buffer: paper } },
  });
  const sent = await send(quan, `/ho-so-nhap/${id}/kiem-tra`, {});
  expect(sent.path).toContain("/ho-so-cua-toi/");
  return id;
}

/** An official's act on a dossier at the version they see. */
export async function act(official: Sender, id: string, name: string, fields: Fields = {}) {
  const place = `/can-bo/ho-so/${id}`;
  const html = await (await official.request.get(place)).text();
  const version = /name="version" value="(\d+)"/u.exec(html)?.[1] ?? "";
  return send(official, `${place}/${name}`, { version, decision: "approve", ...fields });
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
