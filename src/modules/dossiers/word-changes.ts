/** A stretch of text that stayed, came or went between two versions. */
export interface WordChange {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Longer texts are shown as replaced whole: comparing costs the product of their lengths. */
const LONGEST_COMPARED = 1500;

/** What changed between two versions of a text, word by word: the longest words in common stay. */
export function wordChanges(before: string, after: string): readonly WordChange[] {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  if (old.length > LONGEST_COMPARED || fresh.length > LONGEST_COMPARED)
    return joined([
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ]);
  const common = commonLengths(old, fresh);
  const changes: WordChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [was = "", is = ""] = [old[i], fresh[j]];
    if (i < old.length && j < fresh.length && was === is) {
      changes.push({ kind: "same", text: was });
      i += 1;
      j += 1;
    } else if (
      j >= fresh.length ||
      (i < old.length && lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))
    ) {
      changes.push({ kind: "removed", text: was });
      i += 1;
    } else {
      changes.push({ kind: "added", text: is });
      j += 1;
    }
  }
  return joined(changes);
}

/** Words with the space that follows them. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/gu) ?? [];
}

/** How many words the rests of both texts have in common, from each pair of places on. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly Uint16Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row === undefined) continue;
      row[j] =
        old[i] === fresh[j]
          ? lengthAt(table, i + 1, j + 1) + 1
          : Math.max(lengthAt(table, i + 1, j), lengthAt(table, i, j + 1));
    }
  return table;
}

function lengthAt(table: readonly Uint16Array[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function joined(changes: readonly WordChange[]): readonly WordChange[] {
  const found: WordChange[] = [];
  for (const one of changes.filter(({ text }) => text !== "")) {
    const last = found.at(-1);
    if (last?.kind === one.kind) found[found.length - 1] = { ...last, text: last.text + one.text };
    else found.push(one);
  }
  return found;
}
