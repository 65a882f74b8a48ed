import { withDoor } from "#platform/database";
import { type ApiOperation, problem } from "#platform/http";
import type { Registers } from "./registers.ts";
import { verifyPaper } from "./verify-paper.ts";

const TEXT = { type: "string" } as const;
const MAYBE = { type: ["string", "null"] } as const;
const DAY = { type: ["string", "null"], format: "date" } as const;

/** What a program is told of a paper: the same as the page that its code leads to. */
export function resultApi(registers: Registers): readonly ApiOperation[] {
  return [
    {
      path: "/api/results/:id",
      id: "verifyResult",
      summary: "Whether a printed result was issued and still counts, from the code on it",
      parameters: [
        {
          name: "id",
          in: "path",
          description: "What stands behind /kiem-tra/ in the code",
          isRequired: true,
          schema: TEXT,
        },
      ],
      answer: {
        type: "object",
        required: ["standing"],
        properties: {
          standing: {
            enum: ["valid", "corrected", "reissued", "revoked", "pending", "refused"],
          },
          since: { ...DAY, description: "From when it no longer counts" },
          by: { ...MAYBE, description: "Number of the paper instead of it, or of the decision" },
          kind: { type: "object", properties: { vi: TEXT, en: TEXT } },
          number: TEXT,
          paper: { enum: ["original", "correction", "reissue", "copy"] },
          of: { ...MAYBE, description: "Number of the paper that it stands for or copies" },
          name: { ...MAYBE, description: "Only while it counts" },
          agency: { type: "object", properties: { vi: TEXT, en: TEXT } },
          issuedOn: DAY,
          sha256: { ...MAYBE, description: "Of the signed file" },
        },
      },
      handle: async ({ db, now, params }) => {
        const found = await withDoor(db, "public-verify", (tx) =>
          verifyPaper(tx, now, registers, params["id"] ?? ""),
        );
        if (found === undefined) return problem(404, "No such paper", "No paper has this code");
        if (found.kind !== "issued") return { kind: "json", body: { standing: found.kind } };
        const { kind: _, title, standing, of, name, sha256, ...told } = found;
        const until = standing.kind === "valid" ? { on: null, by: null } : standing;
        return {
          kind: "json",
          body: {
            standing: standing.kind,
            since: until.on,
            by: until.by,
            kind: title,
            ...told,
            of: of ?? null,
            name: name ?? null,
            sha256: sha256 ?? null,
          },
        };
      },
    },
  ];
}
