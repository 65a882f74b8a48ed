import { say } from "./words.ts";

const GATHER_MS = 120;

/** Ctrl+K: the quick search over any page. Its answers are those of the page `/can-bo/tim`, which works by itself. */
export function openPalette(): boolean {
  const form = document.querySelector<HTMLFormElement>(".top-bar form.search");
  if (form === null || document.querySelector("dialog.palette") !== null) return form !== null;
  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", say("keysSearch"));
  const input = document.createElement("input");
  input.type = "search";
  input.className = "input";
  input.autocomplete = "off";
  input.setAttribute("aria-label", say("keysSearch"));
  const answers = document.createElement("div");
  answers.setAttribute("aria-live", "polite");
  dialog.append(input, answers);
  const ask = asking(form.action, input, answers);
  input.addEventListener("input", () => ask(GATHER_MS));
  dialog.addEventListener("keydown", (event) => onKey(event, dialog, input));
  dialog.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a") !== null) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  ask(0);
  return true;
}

/** Asks for what is typed, once typing pauses; an answer that was overtaken is dropped. */
function asking(
  action: string,
  input: HTMLInputElement,
  answers: HTMLElement,
): (afterMs: number) => void {
  const state = { timer: 0, asked: 0 };
  const ask = async (): Promise<void> => {
    const number = (state.asked += 1);
    const at = new URL(action);
    at.searchParams.set("q", input.value);
    const open = /^\/can-bo\/ho-so\/([^/]+)/u.exec(location.pathname)?.[1];
    if (open !== undefined) at.searchParams.set("ho-so", open);
    const answer = await fetch(at).catch(() => undefined);
    if (answer?.ok !== true || number !== state.asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    answers.replaceChildren(...(page.getElementById("tim-ket-qua")?.childNodes ?? []));
  };
  return (afterMs) => {
    clearTimeout(state.timer);
    state.timer = window.setTimeout(() => void ask(), afterMs);
  };
}

/** Arrows walk the answers, Enter in the box opens the first. */
function onKey(event: KeyboardEvent, dialog: HTMLElement, input: HTMLInputElement): void {
  const links = [...dialog.querySelectorAll<HTMLAnchorElement>("a[href]")];
  const at = links.findIndex((one) => one === document.activeElement);
  if (event.key === "Enter" && document.activeElement === input) {
    event.preventDefault();
    links[0]?.click();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const next = event.key === "ArrowDown" ? at + 1 : at - 1;
  (next < 0 ? input : links[Math.min(next, links.length - 1)])?.focus();
}
