import { isDeepStrictEqual } from "node:util";
import { type Edition, type Text, text } from "#app-kit";

/** One text of an edition that has no page of its own: where it stands, and how to put another in its place. */
export interface PlacedText {
  /** Stays the same while the edition is edited: it names the control. */
  readonly id: string;
  readonly label: Text;
  readonly value: Text;
  readonly put: (edition: Edition, value: Text) => Edition;
}

/** The texts around a procedure: its result, its print, and what officials are told at each step. */
export function textsOf(edition: Edition): readonly PlacedText[] {
  return [...resultTexts(edition), ...workTexts(edition), ...questionTexts(edition)];
}

/** Texts that stand in both editions and differ. */
export function changedTexts(
  before: Edition,
  after: Edition,
): readonly { readonly label: Text; readonly was: Text; readonly is: Text }[] {
  const was = new Map(textsOf(before).map((one) => [one.id, one.value]));
  return textsOf(after).flatMap(({ id, label, value }) => {
    const old = was.get(id);
    return old === undefined || isDeepStrictEqual(old, value)
      ? []
      : [{ label, was: old, is: value }];
  });
}

function withResult(edition: Edition, change: Partial<Edition["result"]>): Edition {
  return { ...edition, result: { ...edition.result, ...change } };
}

function withPrint(edition: Edition, change: Partial<Edition["result"]["print"]>): Edition {
  return withResult(edition, { print: { ...edition.result.print, ...change } });
}

function at<Item>(list: readonly Item[], index: number, value: Item): readonly Item[] {
  return list.map((one, place) => (place === index ? value : one));
}

function resultTexts({ result }: Edition): PlacedText[] {
  const { print } = result;
  return [
    {
      id: "ket-qua",
      label: text("Tên kết quả", "Name of the result"),
      value: result.title,
      put: (edition, title) => withResult(edition, { title }),
    },
    ...print.heading.map((value, index): PlacedText => ({
      id: `tieu-de-${index}`,
      label: text(`Tiêu đề bản in, dòng ${index + 1}`, `Heading of the print, line ${index + 1}`),
      value,
      put: (edition, next) =>
        withPrint(edition, { heading: at(edition.result.print.heading, index, next) }),
    })),
    ...print.points.map((point, index): PlacedText => ({
      id: `muc-${index}`,
      label: text(`Bản in, mục ${index + 1}`, `Print, point ${index + 1}`),
      value: point.label,
      put: (edition, label) =>
        withPrint(edition, {
          points: at(edition.result.print.points, index, { ...point, label }),
        }),
    })),
    ...print.closing.map((value, index): PlacedText => ({
      id: `cuoi-${index}`,
      label: text(`Cuối bản in, dòng ${index + 1}`, `Foot of the print, line ${index + 1}`),
      value,
      put: (edition, next) =>
        withPrint(edition, { closing: at(edition.result.print.closing, index, next) }),
    })),
  ];
}

function workTexts({ work }: Edition): PlacedText[] {
  const put = (
    edition: Edition,
    index: number,
    change: (one: Edition["work"][number]) => Edition["work"][number],
  ): Edition => ({
    ...edition,
    work: edition.work.map((one, place) => (place === index ? change(one) : one)),
  });
  return work.flatMap((step, index): PlacedText[] => [
    {
      id: `viec-${step.step}`,
      label: text(`Bước ${step.step}, hướng dẫn`, `Step ${step.step}, lead`),
      value: step.lead,
      put: (edition, lead) => put(edition, index, (one) => ({ ...one, lead })),
    },
    ...step.outcomes.map(({ id, label: value }, place): PlacedText => ({
      id: `viec-${step.step}-${id}`,
      label: text(`Bước ${step.step}, cách kết thúc`, `Step ${step.step}, outcome`),
      value,
      put: (edition, label) =>
        put(edition, index, (one) => ({
          ...one,
          outcomes: one.outcomes.map((way, number) => (number === place ? { ...way, label } : way)),
        })),
    })),
  ]);
}

function questionTexts({ consults = [] }: Edition): PlacedText[] {
  return consults.map((one, index): PlacedText => ({
    id: `hoi-${one.step}`,
    label: text(`Bước ${one.step}, câu hỏi`, `Step ${one.step}, question`),
    value: one.question,
    put: (edition, question) => ({
      ...edition,
      consults: at(edition.consults ?? [], index, { ...one, question }),
    }),
  }));
}
