import type { PastStep, Node } from "#engines/workflow";
import { afterWorkingMinutes, workingMinutes, type WorkingTime } from "#kernel/office-hours";
import type { DemoOfficial } from "#modules/organisation";
import type { PastDossier } from "./demo-year.ts";

/** What each role takes of the time from acceptance to result, in parts of ten; varied a little from dossier to dossier. */
const PARTS: Readonly<Record<string, number>> = { specialist: 5, head: 2, leader: 2, clerk: 1 };

/** The steps a finished dossier of the demo year went through, by the officials of its agency, in working time. */
export function pastSteps(
  dossier: PastDossier,
  process: readonly Pick<Node, "id" | "name" | "role">[],
  officials: readonly DemoOfficial[],
  time: WorkingTime,
): readonly PastStep[] {
  const { submittedAt, acceptedAt, releasedAt, isRefused, index } = dossier;
  const [receive, ...rest] = process;
  if (receive === undefined) return [];
  const worked = isRefused ? rest.slice(0, 1) : rest;
  const parts = worked.map(
    (node, at) => (PARTS[node.role] ?? 1) * (1 + ((index * 7 + at * 5) % 6) / 8),
  );
  const all = parts.reduce((sum, part) => sum + part, 0);
  const total = workingMinutes(time, acceptedAt, releasedAt);
  const ends = worked.map((_, at) =>
    at === worked.length - 1
      ? releasedAt
      : afterWorkingMinutes(
          time,
          acceptedAt,
          Math.round((total * parts.slice(0, at + 1).reduce((sum, part) => sum + part, 0)) / all),
        ),
  );
  return [
    step(receive, submittedAt, acceptedAt),
    ...worked.map((node, at) => step(node, ends[at - 1] ?? acceptedAt, ends[at] ?? releasedAt)),
  ];

  function step(node: Pick<Node, "id" | "name" | "role">, enteredAt: Date, leftAt: Date): PastStep {
    const who = officials.filter((one) => one.role === node.role);
    const holder = who[index % Math.max(1, who.length)];
    const holderId = holder?.officialId ?? null;
    const byRef = holderId === null ? "system:demo-year" : `official:${holderId}`;
    const { id: nodeId, name, role } = node;
    return { nodeId, name, role, enteredAt, leftAt, holderId, byRef, outcome: null };
  }
}

/** How content an applicant of the demo year was, of one dossier in four; those who waited too long less so. */
export function pastStars({ index, outcome, isRefused }: PastDossier): number | undefined {
  if (index % 4 !== 1 || isRefused) return undefined;
  if (outcome === "late") return 1 + (index % 3);
  return index % 7 === 2 ? 3 : index % 3 === 0 ? 4 : 5;
}
