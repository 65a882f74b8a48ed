import type { Part } from "../edition-differences.ts";
import type { PartPage } from "./part.tsx";
import { basisPart } from "./part-basis.tsx";
import { clockPart } from "./part-clock.tsx";
import { feePart } from "./part-fee.tsx";
import { fieldPart } from "./part-field.tsx";
import { formPart } from "./part-form.tsx";
import { paperPart, papersPart } from "./part-papers.tsx";
import { processPart } from "./part-process.tsx";
import { samplePart, samplesPart } from "./part-samples.tsx";
import { textsPart } from "./part-texts.tsx";

/** The page on which each part begins. */
export const PART_PAGES: Readonly<Record<Part, PartPage>> = {
  basis: basisPart,
  clock: clockPart,
  fee: feePart,
  papers: papersPart,
  form: formPart,
  texts: textsPart,
  process: processPart,
  samples: samplesPart,
};

/** Pages of one paper, one question, one sample. */
export const ITEM_PAGES: readonly PartPage[] = [paperPart, fieldPart, samplePart];
