/** What is wrong with an app, as a sentence with its place. */
export interface Problem {
  readonly at: string;
  readonly words: string;
}
