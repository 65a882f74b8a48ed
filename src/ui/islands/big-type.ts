import { say } from "./words.ts";

const KEY = "big-type";

/** A switch in the masthead for eyes that want larger letters; remembered on this device only. */
export function offerBigType(): void {
  const tools = document.querySelector(".mast .tools");
  if (tools === null) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "big-type-switch";
  const show = (isBig: boolean): void => {
    document.documentElement.classList.toggle("big-type", isBig);
    button.textContent = say(isBig ? "usualType" : "bigType");
  };
  button.addEventListener("click", () => {
    const isBig = !document.documentElement.classList.contains("big-type");
    remember(isBig);
    show(isBig);
  });
  show(recalled());
  tools.append(button);
}

function recalled(): boolean {
  try {
    return localStorage.getItem(KEY) === "yes";
  } catch {
    return false; // storage is switched off: the switch works for this page
  }
}

function remember(isBig: boolean): void {
  try {
    localStorage.setItem(KEY, isBig ? "yes" : "no");
  } catch {
    // storage is switched off: the switch works for this page
  }
}
