/** The site that passkeys are bound to: its name, and the one address whose pages may ask for them. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** Browsers make passkeys for names only, never for a numeric address: the demo on this machine goes by `localhost`. */
export function relyingParty(origin: string): RelyingParty {
  const url = new URL(origin);
  if (/^127\.|^\[::1\]$|^0\.0\.0\.0$/u.test(url.hostname)) url.hostname = "localhost";
  return { id: url.hostname, origin: url.origin };
}
