import {
  applies,
  type Edition,
  type FieldDefinition,
  filled,
  isGroup,
  type PrintLine,
  type PrintPoint,
  type Text,
} from "#app-kit";
import { answerText } from "#engines/forms";
import type { PrintText, ResultPrintData } from "#engines/printing";
import type { Language } from "#ui";
import { editionOf } from "./deps.ts";
import type { Finding } from "./finding.ts";
import { commonOf, type PrintContext } from "./paper-parts.ts";

/** The result as it will be signed: the edition's layout, filled with what was asked for and what was found. */
export function resultPrint(
  context: PrintContext,
  findings: readonly Finding[],
  signer: { readonly name: string; readonly title: string },
  at: Date,
): ResultPrintData {
  const { dossier, agency, origin } = context;
  const edition = editionOf(context.deps, dossier.appId, dossier.edition);
  const { print } = edition.result;
  const source: Source = { edition, context, findings };
  const say = (text: Text): PrintText => ({
    vi: filled(text.vi, (name) => valueOf(source, name, "vi")),
    en: print.isBilingual ? filled(text.en, (name) => valueOf(source, name, "en")) : "",
  });
  return {
    ...commonOf(context, at, `${origin}/kiem-tra/${dossier.publicId}`),
    number: dossier.resultNumber ?? "",
    heading: print.heading.map(say),
    subheading: print.subheading === undefined ? { vi: "", en: "" } : say(print.subheading),
    points: print.points
      .filter((point) => applies(point.when, dossier.answers))
      .map((point) => printedPoint(source, point, say)),
    closing: print.closing.map(say),
    authority: agency.signsFor,
    signerTitle: signer.title,
    signer: signer.name,
  };
}

/** What the names of a text are looked up in. */
export interface Source {
  readonly edition: Edition;
  readonly context: {
    readonly dossier: Pick<PrintContext["dossier"], "answers" | "code">;
    readonly agency: Pick<PrintContext["agency"], "name" | "nameEn">;
  };
  readonly findings: readonly Finding[];
}

/** A text of the edition with its names replaced, for whoever words it further. */
export function filledText(source: Source, text: Text, language: Language): string {
  return filled(text[language], (name) => valueOf(source, name, language));
}

function printedPoint(
  source: Source,
  point: PrintPoint,
  say: (text: Text) => PrintText,
): ResultPrintData["points"][number] {
  const lines = point.lines.flatMap((line) =>
    isEach(line) ? eachOf(source, line, say) : [withoutGaps(say(line))],
  );
  return { label: say(point.label), lines, isList: point.lines.some(isEach) };
}

function isEach(line: PrintLine): line is Extract<PrintLine, { readonly each: string }> {
  return "each" in line;
}

/** One line for each item of a group; names inside it are the item's own first. */
function eachOf(
  source: Source,
  { each, line }: { readonly each: string; readonly line: Text },
  say: (text: Text) => PrintText,
): PrintText[] {
  const items = source.context.dossier.answers[each];
  const group = itemsOf(source.edition).find((one) => one.id === each);
  if (!Array.isArray(items) || group === undefined || !isGroup(group)) return [];
  return (items as Readonly<Record<string, unknown>>[]).map((item) => {
    // groups are lists of records, judged by the schema
    const own = (text: string, language: Language): string =>
      group.fields.reduce(
        (sofar, field) =>
          sofar.replaceAll(
            `{${field.id}}`,
            answerText(field, item[field.id], language) ?? MISSING[language],
          ),
        text,
      );
    return say({ vi: own(line.vi, "vi"), en: own(line.en, "en") });
  });
}

const MISSING = { vi: "không có thông tin", en: "no information" } as const;

/** `12 Đồng Khởi, , Quận 1` closes up where nothing is known between two commas. */
function withoutGaps({ vi, en }: PrintText): PrintText {
  const closed = (text: string): string =>
    text.replaceAll(/(?:\s*,)+\s*(?=,)|^\s*,\s*|\s*,\s*$/gu, "");
  return { vi: closed(vi), en: closed(en) };
}

/** What a name of the layout stands for: `agency`, an answer, or `step.finding`. */
function valueOf(source: Source, name: string, language: Language): string {
  const { context, edition, findings } = source;
  if (name === "agency") return language === "vi" ? context.agency.name : context.agency.nameEn;
  if (name === "code") return context.dossier.code;
  const [step = "", id = ""] = name.split(".");
  if (id === "") {
    const field = itemsOf(edition).find((one) => one.id === name);
    return field === undefined || isGroup(field)
      ? ""
      : shown(field, context.dossier.answers[name], language);
  }
  const field = edition.work.find((one) => one.step === step)?.asks.find((one) => one.id === id);
  const finding = findings.findLast((one) => one.step === step);
  return field === undefined ? "" : shown(field, finding?.answers[id], language);
}

function shown(field: FieldDefinition, value: unknown, language: Language): string {
  return answerText(field, value, language) ?? "";
}

function itemsOf(edition: Edition) {
  return edition.form.steps.flatMap((step) => step.items);
}
