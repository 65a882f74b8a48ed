import { say } from "./words.ts";

/** `<copy-code data-value>`: adds a button that puts the code on the clipboard. */
export class CopyCode extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector("button") !== null || !("clipboard" in navigator)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.textContent = say("copy");
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.className = "sr";
    button.addEventListener("click", () => {
      void navigator.clipboard.writeText(this.dataset["value"] ?? "").then(() => {
        button.textContent = said.textContent = say("copied");
        setTimeout(() => (button.textContent = say("copy")), SHOWN_MS);
        return undefined;
      });
    });
    this.append(button, said);
  }
}

const SHOWN_MS = 3000;
