/** Sent bytes that are no text: broken UTF-8 was read as U+FFFD, and PostgreSQL keeps no NUL. */
// oxlint-disable-next-line no-control-regex -- NUL is what is looked for
const UNREADABLE = /[\u0000\uFFFD]/u;

/** Answered with the page for what cannot be read; nothing of it reaches a handler. */
export class UnreadableText extends Error {
  override readonly name = "UnreadableText";
  readonly statusCode = 400;
}

/**
 * Names and values as every handler may trust them: well-formed, and composed (NFC), because the same Vietnamese word
 * typed on another keyboard arrives as other bytes. Throws `UnreadableText`.
 */
export function readable(sent: URLSearchParams): URLSearchParams {
  const read = new URLSearchParams();
  for (const [name, value] of sent) {
    if (UNREADABLE.test(name) || UNREADABLE.test(value)) throw new UnreadableText(name);
    read.append(name.normalize("NFC"), value.normalize("NFC"));
  }
  return read;
}

/** True for a place in an address that no address of ours can be. */
export function isUnreadable(text: string): boolean {
  return UNREADABLE.test(text);
}
