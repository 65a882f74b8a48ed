import { Ajv2020 } from "ajv/dist/2020.js";
import { type Edition, type FieldKind, PAPER_KINDS } from "#app-kit";
import { calendarDay } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";

const KINDS: readonly FieldKind[] = [
  "text",
  "long-text",
  "citizen-id",
  "tax-code",
  "phone",
  "email",
  "address",
  "money",
  "count",
  "decimal",
  "date",
  "choice",
  "position",
];

/** The kinds of question a form may ask; the editor offers these and no other. */
export const FIELD_KINDS = KINDS;

/** Longest text of an edition; what is beyond is a mistaken paste. */
const LONGEST_TEXT = 4_000;
/** A process or a table with its drawing. */
const LONGEST_XML = 400_000;
const MOST_ITEMS = 200;
const LONGEST_TERM = 3660;
const DEAREST_VND = 1_000_000_000_000;

const id = { type: "string", pattern: "^[A-Za-z][A-Za-z0-9-]{0,59}$" } as const;
const paperKind = { enum: Object.keys(PAPER_KINDS) };
const flag = { type: "boolean" } as const;
const words = { type: "string", minLength: 1, maxLength: LONGEST_TEXT } as const;
const listOf = (items: object) => ({ type: "array", maxItems: MOST_ITEMS, items });
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

function exactly(properties: object, optional: readonly string[] = []) {
  return {
    type: "object",
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: false,
  };
}

/** The shape of an edition as it is kept and exchanged, JSON Schema 2020-12. What it means is judged by `checkApp`. */
export const EDITION_SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $defs: {
    text: exactly({ vi: words, en: words }),
    term: exactly({
      unit: { enum: ["days", "working-days", "working-hours"] },
      count: { type: "integer", minimum: 0, maximum: LONGEST_TERM },
    }),
    condition: {
      oneOf: [
        exactly({ field: id, equals: { type: "string", maxLength: LONGEST_TEXT } }),
        exactly({ all: listOf(ref("condition")) }),
        exactly({ any: listOf(ref("condition")) }),
        exactly({ not: ref("condition") }),
      ],
    },
    paper: exactly(
      {
        id,
        title: ref("text"),
        explain: ref("text"),
        isRequired: flag,
        when: ref("condition"),
        copies: { type: "integer", minimum: 1, maximum: 20 },
        kind: paperKind,
      },
      ["when", "kind"],
    ),
    field: exactly(
      {
        id,
        kind: { enum: KINDS },
        label: ref("text"),
        hint: ref("text"),
        isRequired: flag,
        when: ref("condition"),
        options: listOf(exactly({ value: words, label: ref("text") })),
        maxLength: { type: "integer", minimum: 1, maximum: 20_000 },
        autocomplete: words,
      },
      ["hint", "when", "options", "autocomplete"],
    ),
    group: exactly(
      {
        id,
        label: ref("text"),
        itemLabel: ref("text"),
        min: { type: "integer", minimum: 0, maximum: MOST_ITEMS },
        max: { type: "integer", minimum: 1, maximum: MOST_ITEMS },
        fields: listOf(ref("field")),
        when: ref("condition"),
      },
      ["when"],
    ),
    work: exactly(
      {
        step: id,
        lead: ref("text"),
        asks: listOf(ref("field")),
        papers: listOf(ref("paper")),
        outcomes: listOf(ref("outcome")),
        pausesFor: ref("text"),
      },
      ["pausesFor"],
    ),
    outcome: exactly({ id, label: ref("text"), needsReason: flag }),
  },
  ...exactly(
    {
      inForceFrom: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
      source: exactly({ document: words, certainty: { enum: ["S", "S2", "M"] } }),
      legalBasis: listOf(ref("text")),
      form: exactly({
        titleField: id,
        steps: listOf(
          exactly(
            {
              id,
              title: ref("text"),
              lead: ref("text"),
              items: listOf({ anyOf: [ref("field"), ref("group")] }),
              when: ref("condition"),
            },
            ["lead", "when"],
          ),
        ),
      }),
      schema: { type: "object" },
      process: { type: "string", maxLength: LONGEST_XML },
      clock: exactly(
        {
          answer: ref("term"),
          processing: ref("term"),
          supplement: ref("term"),
          lateFromMinute: { type: "integer", minimum: 0, maximum: 1439 },
        },
        ["supplement", "lateFromMinute"],
      ),
      feeVnd: { type: "integer", minimum: 0, maximum: DEAREST_VND },
      isFeeDueFirst: flag,
      rules: {
        type: "object",
        additionalProperties: { type: "string", maxLength: LONGEST_XML },
      },
      papers: listOf(ref("paper")),
      prefill: listOf(
        exactly({
          from: words,
          fields: { type: "object", propertyNames: id, minProperties: 1, additionalProperties: id },
        }),
      ),
      work: listOf(ref("work")),
      calls: listOf(
        exactly({
          id,
          title: ref("text"),
          process: { type: "string", maxLength: LONGEST_XML },
          work: listOf(ref("work")),
        }),
      ),
      consults: listOf(
        exactly({
          step: id,
          agencies: listOf(words),
          question: ref("text"),
          tells: listOf(id),
          papers: listOf(words),
          outcomes: listOf(ref("outcome")),
        }),
      ),
      returns: listOf(exactly({ at: id, to: listOf(id) })),
      linked: exactly({
        ownTerm: ref("term"),
        parts: listOf(
          exactly({
            step: id,
            appId: id,
            agency: id,
            tells: listOf(id),
            papers: { type: "object", additionalProperties: words },
          }),
        ),
      }),
      desk: exactly({ supplementAt: listOf(id), refuseAt: listOf(id) }),
      result: exactly(
        {
          title: ref("text"),
          register: words,
          notation: words,
          paperKind,
          record: exactly({
            id: words,
            fields: listOf(words),
            persons: listOf(
              exactly({ name: id, citizenNumber: id, taxCode: id }, ["citizenNumber", "taxCode"]),
            ),
          }),
          print: exactly(
            {
              heading: listOf(ref("text")),
              subheading: ref("text"),
              isBilingual: flag,
              points: listOf(
                exactly(
                  {
                    label: ref("text"),
                    lines: listOf({
                      anyOf: [ref("text"), exactly({ each: id, line: ref("text") })],
                    }),
                    when: ref("condition"),
                  },
                  ["when"],
                ),
              ),
              closing: listOf(ref("text")),
            },
            ["subheading"],
          ),
          drafts: listOf(
            exactly({
              step: id,
              field: id,
              from: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
              template: ref("text"),
            }),
          ),
        },
        ["drafts", "paperKind"],
      ),
      steps: listOf(ref("text")),
      samples: listOf(
        exactly({
          name: words,
          answers: { type: "object" },
          papers: listOf(id),
          receivedAt: { type: "string", maxLength: 40 },
          expect: {
            oneOf: [
              exactly({
                kind: { const: "accepted" },
                dueAt: { type: "string", maxLength: 40 },
                feeVnd: { type: "integer", minimum: 0 },
              }),
              exactly({ kind: { const: "refused" }, fields: listOf({ type: "string" }) }),
            ],
          },
        }),
      ),
    },
    ["isFeeDueFirst", "rules", "prefill", "calls", "consults", "returns", "linked"],
  ),
} as const;

const judge = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  EDITION_SCHEMA,
);

/** Parses what a draft would become; refused with the place of everything that does not fit the shape. */
export function readEdition(content: unknown): Result<Edition, readonly string[]> {
  if (!judge(content))
    return refused((judge.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ""}`));
  const edition = content as unknown as Edition; // the schema has just been met
  return calendarDay(edition.inForceFrom) === undefined
    ? refused(["/inForceFrom is no calendar day"])
    : ok(edition);
}
