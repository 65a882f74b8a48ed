import { openPalette } from "./palette.ts";
import { say } from "./words.ts";

const KEY = "single-keys";

/** J and K move over the rows, X chooses one, Enter opens, Ctrl+K searches everything, ? helps. Single keys can be switched off (WCAG 2.1.4). */
export function listenToKeys(): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      if (openPalette()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (!areOn()) return;
    if (event.key === "?") return showHelp();
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "x") choose();
    press(event.key.toLowerCase());
  });
}

/** The way to the list of keys, and back to them for who switched them off. */
export function offerKeys(): void {
  const foot = document.querySelector(".rail-foot");
  if (foot === null || foot.querySelector("[data-keys]") !== null) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.dataset["keys"] = "";
  button.textContent = say("keys");
  button.addEventListener("click", showHelp);
  foot.prepend(button);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, textarea, dialog") !== null;
}

/** A button of the page that names a key of its own, such as "call the next". */
function press(key: string): void {
  if (!/^[a-z]$/u.test(key)) return;
  document.querySelector<HTMLElement>(`main [data-key="${key}"]`)?.click();
}

/** The focus goes to the row's own link, so that Enter opens it and a screen reader reads it. */
function move(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>("table.data tbody tr")].filter(
    (row) => row.querySelector("a[href]") !== null,
  );
  const at = rows.findIndex((row) => row.classList.contains("at"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  if (next === undefined) return;
  rows[at]?.classList.remove("at");
  next.classList.add("at");
  next.querySelector<HTMLElement>("a[href]")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

/** Ticks or clears the box of the row that J and K came to, for an act on several rows. */
function choose(): void {
  document.querySelector<HTMLInputElement>("table.data tr.at input[type=checkbox]")?.click();
}

function showHelp(): void {
  const dialog = document.createElement("dialog");
  const title = document.createElement("h2");
  title.id = "phim-tat";
  title.textContent = say("keys");
  dialog.setAttribute("aria-labelledby", title.id);
  const list = document.createElement("dl");
  for (const [keys, words] of [
    ["J K", say("keysRow")],
    ["Enter", say("keysOpen")],
    ["X", say("keysChoose")],
    ["Ctrl+K", say("keysSearch")],
    ["?", say("keysHelp")],
  ] as const)
    list.append(...described(keys, words));
  for (const one of document.querySelectorAll<HTMLElement>("main [data-key]"))
    list.append(
      ...described((one.dataset["key"] ?? "").toUpperCase(), one.textContent?.trim() ?? ""),
    );
  const acts = document.createElement("p");
  acts.className = "acts";
  acts.append(
    act(areOn() ? say("keysOff") : say("keysOn"), () => {
      localStorage.setItem(KEY, areOn() ? "off" : "on");
      dialog.close();
    }),
    act(say("close"), () => dialog.close()),
  );
  dialog.append(title, list, acts);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function described(keys: string, words: string): readonly HTMLElement[] {
  const term = document.createElement("dt");
  for (const key of keys.split(" ")) {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap, " ");
  }
  const meaning = document.createElement("dd");
  meaning.textContent = words;
  return [term, meaning];
}

function act(words: string, onClick: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = words;
  button.addEventListener("click", onClick);
  return button;
}

function areOn(): boolean {
  return localStorage.getItem(KEY) !== "off";
}
