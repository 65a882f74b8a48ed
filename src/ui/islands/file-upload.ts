import { say } from "./words.ts";

/**
 * `<file-upload><input type=file>` in a form: sends the form as soon as a file is chosen, shows how far it is,
 * and keeps the file for another try when the connection drops. Then the page the server answers with is shown.
 */
export class FileUpload extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    const form = this.closest("form");
    if (input === null || form === null) return;
    input.addEventListener("change", () => {
      if (input.files !== null && input.files.length > 0) this.#send(form, input);
    });
  }

  #send(form: HTMLFormElement, input: HTMLInputElement): void {
    const box = this.#box();
    const bar = document.createElement("progress");
    const words = document.createElement("span");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", input.files?.[0]?.name ?? "");
    words.setAttribute("role", "status");
    words.textContent = say("sending", 0);
    box.replaceChildren(bar, words);

    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.setRequestHeader("accept", "text/html");
    request.upload.addEventListener("progress", (event) => {
      bar.value = event.total === 0 ? 0 : Math.round((event.loaded / event.total) * 100);
      if (bar.value % 10 === 0) words.textContent = say("sending", bar.value);
    });
    request.upload.addEventListener("load", () => (words.textContent = say("checking")));
    request.addEventListener("load", () => this.#show(request, () => this.#fail(form, input)));
    request.addEventListener("error", () => this.#fail(form, input));
    request.addEventListener("timeout", () => this.#fail(form, input));
    const data = new FormData(form);
    const asked = form.querySelector<HTMLButtonElement>("button[name]");
    if (asked !== null) data.append(asked.name, asked.value);
    request.send(data);
  }

  /** 200 after a redirect, or 422 with the reasons: both are whole pages to read. */
  #show(request: XMLHttpRequest, fail: () => void): void {
    const page = request.responseXML;
    if (page === null || (request.status !== 200 && request.status !== 422)) return fail();
    if (request.status === 200 && request.responseURL !== "") {
      if (request.responseURL === location.href) location.reload();
      else location.assign(request.responseURL);
      return;
    }
    document.title = page.title;
    document
      .querySelector("main")
      ?.replaceWith(document.adoptNode(page.querySelector("main") ?? page.body));
    document.querySelector<HTMLElement>("[role=alert]")?.scrollIntoView();
  }

  #fail(form: HTMLFormElement, input: HTMLInputElement): void {
    const words = document.createElement("span");
    words.setAttribute("role", "alert");
    words.className = "not-saved";
    words.textContent = say("notSent");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button-quiet";
    again.textContent = say("again");
    again.addEventListener("click", () => this.#send(form, input));
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
