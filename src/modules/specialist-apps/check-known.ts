import { type Edition, PAPER_KINDS } from "#app-kit";
import { type Problem, problem } from "./problem.ts";

/** What is taken over from what the city holds has to be known by the same name elsewhere. */
export function checkKnown(at: string, edition: Edition): Problem[] {
  const kinds = [...edition.papers.map((paper) => paper.kind), edition.result.paperKind];
  return kinds
    .filter((kind) => kind !== undefined && !Object.hasOwn(PAPER_KINDS, kind))
    .map((kind) =>
      problem(
        at,
        `có giấy tờ thuộc loại ${kind} mà không thủ tục nào biết`,
        `has a paper of the kind ${kind}, which nobody knows`,
      ),
    );
}
