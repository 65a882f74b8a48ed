import { expect, test } from "vitest";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import { parseDefinition } from "./definition.ts";
import { definitionOf, END, Play, START } from "./play.ts";

/** A step, the event on it, and the step that undoes it. */
const undoable = (id: string): string =>
  `<bpmn:userTask id="${id}" /><bpmn:boundaryEvent id="on_${id}" attachedToRef="${id}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>
   <bpmn:userTask id="undo_${id}" isForCompensation="true" /><bpmn:association id="tie_${id}" sourceRef="on_${id}" targetRef="undo_${id}" />`;
const undo = (id: string, activity = ""): string =>
  `<bpmn:intermediateThrowEvent id="${id}"><bpmn:compensateEventDefinition ${activity === "" ? "" : `activityRef="${activity}" `}/></bpmn:intermediateThrowEvent>`;

const line = (...ids: readonly string[]): (readonly [string, string])[] =>
  ids.slice(1).map((id, index) => [ids[index] ?? "", id] as const);

test("what was done is undone in reverse order, one after another, and then the work goes on", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}${undoable("book")}${undoable("publish")}${undo("revoke")}<bpmn:userTask id="tell" />${END}`,
      line("start", "book", "publish", "revoke", "tell", "end"),
    ),
  );
  const play = new Play(definition).complete("book").complete("publish");

  expect(play.waiting()).toEqual(["undo_publish"]);
  expect(play.complete("undo_publish").waiting()).toEqual(["undo_book"]);
  expect(play.complete("undo_book").waiting()).toEqual(["tell"]);
  expect(play.complete("tell").state).toMatchObject({ state: "ended", tokens: [] });
});

test("only the step that is named is undone, and a step that was never done needs no undoing", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:exclusiveGateway id="which" />${undoable("book")}${undoable("publish")}${undo("revoke", "book")}${END}`,
      [
        ["start", "which"],
        ["which", "book", "books"],
        ["which", "publish", "default"],
        ["book", "publish"],
        ["publish", "revoke"],
        ["revoke", "end"],
      ],
    ),
  );

  const both = new Play(definition, { books: true }).complete("book").complete("publish");
  expect(both.waiting()).toEqual(["undo_book"]);
  expect(both.complete("undo_book").state.state).toBe("ended");
  expect(new Play(definition).complete("publish").state.state).toBe("ended");
});

test("a finished subprocess is undone as a whole from outside; what only hangs in mind holds no process open", async () => {
  const inside = withFlows(
    `<bpmn:startEvent id="s2" />${undoable("measure")}${undoable("enter")}<bpmn:endEvent id="e2" />`,
    line("s2", "measure", "enter", "e2"),
  );
  const revoking = (throwing: string, ...way: string[]) =>
    definitionOf(
      diagram(
        `${START}<bpmn:subProcess id="survey">${inside}</bpmn:subProcess>${throwing}${END}`,
        line("start", "survey", ...way, "end"),
      ),
    );
  const undone = new Play(await revoking(undo("revoke", "survey"), "revoke"));
  undone.complete("measure").complete("enter");

  expect(undone.waiting()).toEqual(["undo_enter"]);
  expect(undone.complete("undo_enter").complete("undo_measure").state.state).toBe("ended");
  const left = new Play(await revoking("")).complete("measure").complete("enter");
  expect(left.state).toMatchObject({ state: "ended", tokens: [] });
});

test("an end that undoes waits for the undoing and then ends", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}${undoable("book")}<bpmn:endEvent id="end"><bpmn:compensateEventDefinition /></bpmn:endEvent>`,
      line("start", "book", "end"),
    ),
  );
  const play = new Play(definition).complete("book");

  expect(play.state.state).toBe("running");
  expect(play.complete("undo_book").state).toMatchObject({ state: "ended", tokens: [] });
});

test("compensation that leads nowhere is refused by name", async () => {
  const complaints = async (elements: string, ...way: readonly string[]) => {
    const xml = diagram(`${START}${elements}${END}`, line("start", ...way, "end"));
    const parsed = await parseDefinition(xml);
    return parsed.ok ? [] : parsed.error.map((one) => `${one.id}: ${one.reason}`);
  };
  const untied = undoable("book").replace(/<bpmn:association[^>]*>/u, "");

  expect(await complaints(untied, "book")).toEqual([
    "on_book: no activity that undoes (isForCompensation) is tied to it by an association",
    "undo_book: no compensation event is tied to it by an association",
    "undo_book: nothing leads here",
  ]);
  expect(
    await complaints(`<bpmn:userTask id="a" name="Ghi sổ" />${undo("t", "a")}`, "a", "t"),
  ).toEqual(["t: nothing undoes Ghi sổ (a)"]);
  expect(await complaints(undoable("book"), "book", "undo_book")).toContain(
    "undo_book: a flow leads here or on from here, but it runs only to undo",
  );
});
