import { expect, test } from "vitest";
import { diagram } from "../../../test/world/diagram.ts";
import { holds, parseCondition, type Variables } from "./condition.ts";
import { parseDefinition } from "./definition.ts";
import { END, START } from "./play.ts";

test("what the engine does not run is refused by name and id, all at once", async () => {
  const refusedOnes = await parseDefinition(
    diagram(
      `${START}<bpmn:scriptTask id="sc" name="Chạy mã" /><bpmn:userTask id="u" name="Lặp"><bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>
       <bpmn:intermediateCatchEvent id="t" name="Chờ"><bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
       <bpmn:exclusiveGateway id="g" />${END}`,
      [
        ["start", "sc"],
        ["sc", "u"],
        ["u", "t"],
        ["t", "g"],
        ["g", "end", "alert(1)"],
      ],
    ),
  );

  expect(refusedOnes.ok ? [] : refusedOnes.error.map((one) => [one.id, one.name])).toEqual(
    expect.arrayContaining([
      ["sc", "Chạy mã"],
      ["u", "Lặp"],
      ["t", "Chờ"],
      ["f_g_end_4", ""],
    ]),
  );
  expect((await parseDefinition("<not-bpmn")).ok).toBe(false);
  expect(
    (await parseDefinition(diagram(`${START}<bpmn:userTask id="u" />`, [["start", "u"]]))).ok,
  ).toBe(false);
});

test("conditions are read, never run", () => {
  const judge = (text: string, variables: Variables): boolean => {
    const parsed = parseCondition(text);
    if (!parsed.ok) throw new Error(parsed.error);
    return holds(parsed.value, variables);
  };

  expect(
    judge('outcome == "accept" && fee.vnd >= 100000', { outcome: "accept", fee: { vnd: 100_000 } }),
  ).toBe(true);
  expect(judge("!(late || refused)", { late: false })).toBe(true);
  expect(judge("constructor != null", {})).toBe(false);
  for (const nonsense of ["", "a ==", "process.exit()", "a = 1", "(a", "a; b"])
    expect(parseCondition(nonsense).ok).toBe(false);
});
