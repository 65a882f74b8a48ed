import { say } from "./words.ts";

/**
 * `<file-upload data-part data-url><input type=file>` in a form: a chosen file is sent at once, alone, to `data-url`
 * (or the form's own address), and the part of the page named by `data-part` is shown anew from the answer. Whatever
 * else was typed stays untouched; a file that did not arrive stays chosen for another try, even after the session ended.
 */
export class FileUpload extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    if (input === null || this.closest("form") === null) return;
    for (const button of this.#part()?.querySelectorAll<HTMLElement>("[data-upload]") ?? [])
      button.hidden = true;
    input.addEventListener("change", () => {
      if (input.files !== null && input.files.length > 0) this.#send(input);
    });
  }

  #part(): HTMLElement | null {
    return document.getElementById(this.dataset["part"] ?? "");
  }

  #send(input: HTMLInputElement): void {
    const files = [...(input.files ?? [])];
    const bar = document.createElement("progress");
    const words = document.createElement("span");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", files[0]?.name ?? "");
    words.setAttribute("role", "status");
    words.textContent = say("sending", 0);
    this.#box().replaceChildren(bar, words);

    const request = new XMLHttpRequest();
    request.open("POST", this.dataset["url"] ?? input.form?.getAttribute("action") ?? "");
    request.responseType = "document";
    request.setRequestHeader("accept", "text/html");
    request.upload.addEventListener("progress", (event) => {
      bar.value = event.total === 0 ? 0 : Math.round((event.loaded / event.total) * 100);
      if (bar.value % 10 === 0) words.textContent = say("sending", bar.value);
    });
    request.upload.addEventListener("load", () => (words.textContent = say("checking")));
    request.addEventListener("load", () => this.#show(request, input));
    request.addEventListener("error", () => this.#fail(input));
    request.addEventListener("timeout", () => this.#fail(input));
    request.addEventListener("loadend", () => window.removeEventListener("beforeunload", stay));
    window.addEventListener("beforeunload", stay);
    const data = new FormData();
    for (const file of files) data.append(input.name, file);
    request.send(data);
  }

  /** 200 after a redirect, or 422 with the reasons: either holds the part as it is now. */
  #show(request: XMLHttpRequest, input: HTMLInputElement): void {
    if (request.status === 401) return this.#fail(input, signInAgain());
    const answered = request.status === 200 || request.status === 422 ? request.responseXML : null;
    const now = answered?.getElementById(this.dataset["part"] ?? "");
    const before = this.#part();
    if (now == null || before === null) return this.#fail(input);
    const name = input.files?.[0]?.name ?? "";
    const part = document.adoptNode(now);
    before.replaceWith(part);
    tell(part.querySelector(".error")?.textContent ?? say("arrived", name));
    document.getElementById(input.id)?.focus();
  }

  #fail(input: HTMLInputElement, why?: HTMLElement): void {
    const words = document.createElement("span");
    words.setAttribute("role", "alert");
    words.className = "not-saved";
    if (why === undefined) words.textContent = say("notSent");
    else words.append(why);
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button-quiet";
    again.textContent = say("again");
    again.addEventListener("click", () => this.#send(input));
    this.#box().replaceChildren(words, again);
  }

  #box(): HTMLElement {
    const found = this.querySelector<HTMLElement>(".upload");
    if (found !== null) return found;
    const box = document.createElement("div");
    box.className = "upload";
    this.append(box);
    return box;
  }
}

function stay(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Signing in happens beside this page, so that the chosen file is still there to send. */
function signInAgain(): HTMLElement {
  const link = document.createElement("a");
  link.href = "/dang-nhap";
  link.target = "_blank";
  link.textContent = say("signIn");
  return link;
}

/** Said aloud from a place that outlives the part that was replaced. */
function tell(words: string): void {
  const id = "tep-da-gui";
  const place = document.getElementById(id) ?? document.createElement("p");
  place.id = id;
  place.className = "sr";
  place.setAttribute("role", "status");
  if (!place.isConnected) document.querySelector("main")?.append(place);
  place.textContent = words;
}
