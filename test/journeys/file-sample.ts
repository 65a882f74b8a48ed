import { type App, editionOn, papersFor, type Sample } from "#app-kit";
import { visibleSteps } from "#engines/forms";
import { dayIn } from "#kernel/calendar-day";
import { expect } from "vitest";
import { type Fields, send, type Sender } from "./acts.ts";

/** An application filed as a browser without scripts does: every step of the form, every paper, then submitted; gives its public id. */
export async function fileSample(
  applicant: Sender,
  app: App,
  filed: { readonly agency: string; readonly sample?: string; readonly paper: Buffer },
): Promise<string> {
  const edition = editionOn(app, dayIn(new Date()));
  const sample = edition?.samples.find(
    (one) => filed.sample === undefined || one.name === filed.sample,
  );
  if (edition === undefined || sample === undefined) throw new Error(`${app.id} has no sample`);
  const started = await send(applicant, `/thu-tuc/${app.id}/nop`, { agency: filed.agency });
  const id = started.path.split("/")[2] ?? "";
  for (const step of visibleSteps(edition.form, sample.answers)) {
    const { path, status } = await send(
      applicant,
      `/ho-so-nhap/${id}/buoc/${step.id}`,
      typed(
        step.items.map((item) => item.id),
        sample.answers,
      ),
    );
    expect([step.id, status, path.endsWith(step.id)]).toEqual([step.id, 200, false]);
  }
  for (const paper of papersFor(edition, sample.answers))
    if (sample.papers.includes(paper.id))
      await applicant.request.post(`/ho-so-nhap/${id}/giay-to`, {
        headers: { origin: applicant.city.url },
        multipart: {
          [paper.id]: { name: `${paper.id}.png`, mimeType: "image/png", buffer: filed.paper },
        },
      });
  const sent = await send(applicant, `/ho-so-nhap/${id}/kiem-tra`, {});
  expect(sent.path).toContain("/ho-so-cua-toi/");
  return id;
}

/** Answers as they are typed: days as they stand, decimals with a comma, groups item by item. */
function typed(ids: readonly string[], answers: Sample["answers"]): Fields {
  const fields: Record<string, string> = {};
  for (const id of ids) {
    const value = answers[id];
    if (Array.isArray(value))
      for (const [index, item] of (value as Readonly<Record<string, unknown>>[]).entries())
        // groups are lists of records
        for (const [name, part] of Object.entries(item))
          fields[`${id}.${index}.${name}`] = String(part);
    else if (typeof value === "number") fields[id] = String(value).replace(".", ",");
    else if (typeof value === "string") fields[id] = value;
  }
  return fields;
}
