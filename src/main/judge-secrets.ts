/** Passwords that stand in guides, images and examples; whoever tries a door tries these first. */
const KNOWN = new Set(
  "… ... admin administrator changeme change-me default egov password postgres root secret test token x xxx".split(
    " ",
  ),
);
/** 16 random bytes in hexadecimal are 32 characters, in base64 22. */
const SHORTEST_TOKEN = 22;

/** What of the settings anybody could guess, one sentence each. A password may be absent: certificates and peers have none. */
export function guessableSecrets(environment: NodeJS.ProcessEnv): string[] {
  const found = ["DATABASE_URL", "MIGRATION_DATABASE_URL"].flatMap((name) =>
    hasGuessablePassword(environment[name])
      ? [`The password in ${name} is a default that anybody can guess. Choose a random one.`]
      : [],
  );
  for (const name of ["METRICS_TOKEN", "PAYMENT_GATEWAY_KEY"])
    if (isGuessableToken(environment[name]))
      found.push(
        `${name} must be random and at least ${SHORTEST_TOKEN} characters long: openssl rand -hex 16.`,
      );
  if (isGuessableToken(environment["OIDC_CLIENT_SECRET"]))
    found.push(
      `OIDC_CLIENT_SECRET must be random and at least ${SHORTEST_TOKEN} characters long, as the provider gave it.`,
    );
  return found;
}

function hasGuessablePassword(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  if (password === "") return false;
  const plain = decoded(password).toLowerCase();
  return KNOWN.has(plain) || plain === decoded(username).toLowerCase();
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a lone per cent sign, which the database driver also takes as it is
  }
}

function isGuessableToken(token: string | undefined): boolean {
  return token !== undefined && (token.length < SHORTEST_TOKEN || new Set(token).size < 8);
}

/** A key of 32 bytes that was typed rather than drawn: all alike or counted up. */
export function isTypedKey(key: Buffer): boolean {
  return new Set(key).size < 16 || key.every((byte, at) => byte === ((key[0] ?? 0) + at) % 256);
}
