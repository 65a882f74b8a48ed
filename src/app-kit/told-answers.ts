/** Under this name a process knows answers of the application: `egov:in="flow = answers.flow"`. */
const ANSWERS = "answers.";

/** The answers that a step of a process is told, by field. */
export function answersTo(told: readonly { readonly from: string }[] | undefined): string[] {
  return (told ?? [])
    .filter(({ from }) => from.startsWith(ANSWERS))
    .map(({ from }) => from.slice(ANSWERS.length));
}
