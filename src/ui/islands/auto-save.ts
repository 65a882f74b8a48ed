import { say } from "./words.ts";

/** A pause in the typing, and the longest anything typed stays only on the device. */
const REST_MS = 2000;
const EVERY_MS = 10_000;

/**
 * `<auto-save data-url>` inside a form: posts what was typed to that address and says when it was kept.
 * The address answers 2xx when saved. Files are not sent; the form's own button still works as ever.
 */
export class AutoSave extends HTMLElement {
  #typed = "";
  #kept = "";
  #isSending = false;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #every: ReturnType<typeof setInterval> | undefined;
  #form: HTMLFormElement | null = null;
  readonly #note = document.createElement("span");

  connectedCallback(): void {
    this.#form = this.closest("form");
    if (this.#form === null || this.dataset["url"] === undefined) return;
    this.#note.className = "saved-at num";
    this.#note.setAttribute("role", "status");
    this.append(this.#note);
    this.#typed = this.#kept = this.#read();
    this.#form.addEventListener("input", this.#onInput);
    this.#form.addEventListener("change", this.#save);
    document.addEventListener("visibilitychange", this.#save);
    this.#every = setInterval(this.#save, EVERY_MS);
  }

  disconnectedCallback(): void {
    clearInterval(this.#every);
    clearTimeout(this.#rest);
    document.removeEventListener("visibilitychange", this.#save);
  }

  readonly #onInput = (): void => {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(this.#save, REST_MS);
  };

  readonly #save = (): void => {
    this.#typed = this.#read();
    if (this.#isSending || this.#typed === this.#kept) return;
    this.#isSending = true;
    void this.#send(this.#typed).finally(() => (this.#isSending = false));
  };

  async #send(body: string): Promise<void> {
    try {
      const answer = await fetch(this.dataset["url"] ?? "", {
        method: "POST",
        body: new URLSearchParams(body),
        keepalive: true,
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#kept = body;
      this.#note.textContent = say("saved", clockText());
      this.#note.classList.remove("not-saved");
      this.#form?.dispatchEvent(new CustomEvent("kept"));
    } catch {
      this.#note.textContent = say("notSaved");
      this.#note.classList.add("not-saved");
    }
  }

  #read(): string {
    const texts = new URLSearchParams();
    for (const [name, value] of new FormData(this.#form ?? undefined))
      if (typeof value === "string") texts.append(name, value);
    return texts.toString();
  }
}

function clockText(): string {
  return new Intl.DateTimeFormat("vi-VN", {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    timeZone: "Asia/Ho_Chi_Minh",
  }).format(new Date());
}
