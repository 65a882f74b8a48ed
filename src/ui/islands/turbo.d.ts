/** The little we use of Turbo, which ships no types. */
declare module "@hotwired/turbo" {
  export const config: {
    readonly drive: { enabled: boolean; progressBarDelay: number };
    readonly forms: { mode: "on" | "off" | "optin" };
  };
}
