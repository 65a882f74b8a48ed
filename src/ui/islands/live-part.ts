/** Asked this often where the stream cannot be held open. */
const ASK_EVERY_MS = 15_000;
/** Several changes at once are one look. */
const GATHER_MS = 150;

/**
 * `<live-part data-events id>`: shown anew when the server says that something changed. What is new is read aloud from
 * `data-say` of the part that arrived, politely and once. Without scripts the page asks again by itself.
 */
export class LivePart extends HTMLElement {
  #source: EventSource | undefined;
  #timer: number | undefined;
  #wait: number | undefined;
  #said = "";

  connectedCallback(): void {
    this.#said = this.#words(this);
    const speaker = document.createElement("p");
    speaker.className = "sr";
    speaker.setAttribute("role", "status");
    this.after(speaker);
    this.#source = new EventSource(this.dataset["events"] ?? "");
    // The first event of every stream comes at once: what changed before it was open is seen too.
    this.#source.addEventListener("changed", () => {
      this.#soon(speaker);
      clearInterval(this.#timer);
      this.#timer = undefined;
    });
    this.#source.addEventListener("error", () => {
      this.#timer ??= window.setInterval(() => this.#soon(speaker), ASK_EVERY_MS);
    });
  }

  disconnectedCallback(): void {
    this.#source?.close();
    clearInterval(this.#timer);
  }

  #soon(speaker: HTMLElement): void {
    clearTimeout(this.#wait);
    this.#wait = window.setTimeout(() => void this.#look(speaker), GATHER_MS);
  }

  async #look(speaker: HTMLElement): Promise<void> {
    const answer = await fetch(location.href).catch(() => undefined);
    if (answer?.ok !== true) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.getElementById(this.id);
    if (part === null || part.innerHTML === this.innerHTML) return;
    const words = this.#words(part);
    this.replaceChildren(...part.childNodes);
    if (words !== this.#said) speaker.textContent = this.#said = words;
  }

  #words(part: HTMLElement): string {
    return part.querySelector<HTMLElement>("[data-say]")?.dataset["say"] ?? "";
  }
}
