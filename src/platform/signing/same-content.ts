import { PDF, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream, PdfString } from "@libpdf/core";

/** What a signature may add to the catalogue: the form that holds its field, and material for later validation. */
const ADDED_TO_CATALOGUE = new Set(["AcroForm", "DSS", "Extensions"]);
const FORM_WITHOUT_PAGES_OF_ITS_OWN = ["XFA", "CO"];

/**
 * Whether the signed file still shows what was prepared. Bytes added behind a PDF can replace any page of it while the
 * prepared bytes stay in place ("shadow attack"), so the two are compared as a reader resolves them: everything reachable
 * is the same, but for a signature field. Only fields without a place on the page are taken: a visible one covers text.
 */
export async function showsTheSame(prepared: Uint8Array, signed: Uint8Array): Promise<boolean> {
  try {
    const [before, after] = await Promise.all([PDF.load(prepared), PDF.load(signed)]);
    return sameGraph(before, after) && hasOnlySignatureFields(after);
  } catch {
    return false; // what cannot be read as a PDF is not the paper that was prepared
  }
}

type Pair = readonly [before: PdfObject | undefined, after: PdfObject | undefined];

function sameGraph(before: PDF, after: PDF): boolean {
  const seen = new Set<string>();
  const open: Pair[] = [];
  if (!openDict(before.getCatalog(), after.getCatalog(), ADDED_TO_CATALOGUE, open)) return false;
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [one, other] = pair;
    if (one instanceof PdfRef && other instanceof PdfRef) {
      const key = `${one.toString()}|${other.toString()}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    const left = resolved(before, one);
    const right = resolved(after, other);
    if (left instanceof PdfDict && right instanceof PdfDict) {
      if (isPage(left) && !openAnnotations(before, after, left, right, open)) return false;
      const aside = isPage(left) ? new Set(["Annots"]) : new Set<string>();
      if (!openDict(left, right, aside, open) || !sameBytes(left, right)) return false;
    } else if (left instanceof PdfArray && right instanceof PdfArray) {
      if (left.length !== right.length) return false;
      for (const [index, item] of left.toArray().entries()) open.push([item, right.at(index)]);
    } else if (!sameLeaf(left, right)) return false;
  }
  return true;
}

/** Opens the entries of two dictionaries for comparison; false when one has an entry that the other lacks. */
function openDict(
  left: PdfDict,
  right: PdfDict,
  aside: ReadonlySet<string>,
  open: Pair[],
): boolean {
  const keys = new Set([...left.keys(), ...right.keys()].map((name) => name.value));
  for (const key of keys) {
    if (aside.has(key)) continue;
    if (left.has(key) !== right.has(key)) return false;
    open.push([left.get(key), right.get(key)]);
  }
  return true;
}

/** The annotations that were there stay, in their order; behind them there may be unseen signature fields. */
function openAnnotations(
  before: PDF,
  after: PDF,
  left: PdfDict,
  right: PdfDict,
  open: Pair[],
): boolean {
  const old = listAt(before, left, "Annots");
  const now = listAt(after, right, "Annots");
  for (const [index, item] of old.entries()) open.push([item, now[index]]);
  return (
    now.length >= old.length && now.slice(old.length).every((one) => isUnseenField(after, one))
  );
}

function hasOnlySignatureFields(after: PDF): boolean {
  const form = resolved(after, after.getCatalog().get("AcroForm"));
  if (!(form instanceof PdfDict)) return false;
  if (FORM_WITHOUT_PAGES_OF_ITS_OWN.some((key) => form.has(key))) return false;
  return listAt(after, form, "Fields").every((one) => isUnseenField(after, one));
}

function isUnseenField(pdf: PDF, object: PdfObject): boolean {
  const field = resolved(pdf, object);
  if (!(field instanceof PdfDict) || field.getName("FT")?.value !== "Sig") return false;
  if (["AA", "A", "Kids"].some((key) => field.has(key))) return false;
  const [left, bottom, right, top] = listAt(pdf, field, "Rect").map(numberOf);
  return left === right && bottom === top;
}

function listAt(pdf: PDF, dict: PdfDict, key: string): readonly PdfObject[] {
  const list = resolved(pdf, dict.get(key));
  return list instanceof PdfArray ? list.toArray() : [];
}

function resolved(pdf: PDF, object: PdfObject | undefined): PdfObject | undefined {
  return object instanceof PdfRef ? (pdf.getObject(object) ?? undefined) : object;
}

function isPage(dict: PdfDict): boolean {
  return dict.getName("Type")?.value === "Page";
}

function sameBytes(left: PdfDict, right: PdfDict): boolean {
  const isStream = left instanceof PdfStream;
  if (isStream !== right instanceof PdfStream) return false;
  return !isStream || !(right instanceof PdfStream) || Buffer.compare(left.data, right.data) === 0;
}

function sameLeaf(left: PdfObject | undefined, right: PdfObject | undefined): boolean {
  if (left?.type !== right?.type) return false;
  if (left instanceof PdfString && right instanceof PdfString)
    return Buffer.compare(left.bytes, right.bytes) === 0;
  return valueOf(left) === valueOf(right);
}

function valueOf(leaf: PdfObject | undefined): unknown {
  return leaf !== undefined && "value" in leaf ? leaf.value : null;
}

function numberOf(object: PdfObject): number {
  const value = valueOf(object);
  return typeof value === "number" ? value : Number.NaN;
}
