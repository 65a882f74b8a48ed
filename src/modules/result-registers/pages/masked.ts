import { maskedCitizenId } from "#kernel/citizen-id";

/** Personal numbers in a text as they are shown until someone entitled asks. */
export function masked(text: string): string {
  return text.replaceAll(/\b\d{12}\b/gu, maskedCitizenId);
}
