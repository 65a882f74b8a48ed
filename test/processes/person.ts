/** Someone with a browser that keeps cookies and follows nothing by itself, over plain HTTP as a proxy would send it. */
export interface Person {
  get(url: string): Promise<Answer>;
  post(url: string, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  upload(url: string, slot: string, name: string, content: Buffer): Promise<Answer>;
  /** The cookie header this person sends. */
  cookies(): string;
}

export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly text: string;
}

export function createPerson(kept: Readonly<Record<string, string>> = {}): Person {
  const jar = new Map(Object.entries(kept));
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const send = async (url: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: { "sec-fetch-site": "same-origin", cookie: cookies() },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    return {
      status: response.status,
      location: response.headers.get("location") ?? "",
      text: await response.text(),
    };
  };
  return {
    cookies,
    get: (url) => send(url),
    post: (url, fields = {}) => send(url, { method: "POST", body: new URLSearchParams(fields) }),
    upload: (url, slot, name, content) => {
      const body = new FormData();
      body.append(slot, new Blob([new Uint8Array(content)], { type: "image/png" }), name);
      return send(url, { method: "POST", body });
    },
  };
}
