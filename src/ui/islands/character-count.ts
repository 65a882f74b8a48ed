import { say } from "./words.ts";

/** `<character-count data-max><textarea>`: says how much room is left; aloud only when the typing rests. */
export class CharacterCount extends HTMLElement {
  connectedCallback(): void {
    const box = this.querySelector("textarea");
    if (box === null || this.querySelector(".counted") !== null) return;
    const max = Number(this.dataset["max"]);
    box.removeAttribute("maxlength");
    const shown = document.createElement("span");
    shown.className = "counted num";
    shown.setAttribute("aria-hidden", "true");
    const spoken = document.createElement("span");
    spoken.className = "sr";
    spoken.setAttribute("role", "status");
    this.append(shown, spoken);
    let rest: ReturnType<typeof setTimeout> | undefined;
    const count = (): string => {
      const left = max - box.value.replaceAll("\n", "\r\n").length;
      shown.textContent = left < 0 ? say("over", -left) : say("left", left);
      shown.classList.toggle("counted-out", left < 0);
      return shown.textContent;
    };
    box.addEventListener("input", () => {
      const words = count();
      clearTimeout(rest);
      rest = setTimeout(() => (spoken.textContent = words), REST_MS);
    });
    count();
  }
}

const REST_MS = 1000;
