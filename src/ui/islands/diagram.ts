import NavigatedViewer from "bpmn-js/lib/NavigatedViewer.js";
import { say } from "./words.ts";

interface Canvas {
  zoom(step?: number | "fit-viewport", center?: "auto"): number;
  addMarker(element: string, name: string): void;
  viewbox(): { readonly inner: { readonly width: number; readonly height: number } };
  resized(): void;
}

/**
 * `<bpmn-diagram data-xml-url data-token-elements data-passed-elements>`: draws the process with its tokens.
 * Decoration: hidden from screen readers, since the page tells the same as a list.
 */
class BpmnDiagram extends HTMLElement {
  #viewer: NavigatedViewer | undefined;

  connectedCallback(): void {
    if (this.#viewer === undefined) void this.#draw();
  }

  disconnectedCallback(): void {
    this.#viewer?.destroy();
    this.#viewer = undefined;
  }

  async #draw(): Promise<void> {
    const url = this.dataset["xmlUrl"] ?? this.dataset["xml"];
    if (url === undefined) return;
    const answer = await fetch(url, { headers: { accept: "application/xml, text/xml" } });
    if (!answer.ok) return;
    this.dataset["ready"] = "";
    const viewer = new NavigatedViewer({ container: this });
    this.#viewer = viewer;
    try {
      await viewer.importXML(await answer.text());
    } catch {
      delete this.dataset["ready"]; // a diagram that cannot be drawn leaves the list
      return;
    }
    const canvas = viewer.get<Canvas>("canvas");
    this.#fitHeight(canvas);
    canvas.zoom("fit-viewport", "auto");
    const mark = (names: string | undefined, marker: string): void => {
      for (const name of (names ?? "").split(",").map((one) => one.trim()))
        if (name !== "" && hasElement(viewer, name)) canvas.addMarker(name, marker);
    };
    mark(this.dataset["passedElements"], "passed");
    mark(this.dataset["tokenElements"] ?? this.dataset["tokens"], "token");
    this.append(this.#zoomButtons(canvas));
  }

  /** As high as the drawing needs at this width, with room for the buttons. */
  #fitHeight(canvas: Canvas): void {
    const { width, height } = canvas.viewbox().inner;
    if (width <= 0) return;
    const needed = (height / width) * this.clientWidth + ROOM_PX;
    this.style.blockSize = `${Math.round(Math.min(HIGHEST_PX, Math.max(LOWEST_PX, needed)))}px`;
    canvas.resized();
  }

  #zoomButtons(canvas: Canvas): HTMLElement {
    const box = document.createElement("div");
    box.className = "zoom";
    const button = (text: string, name: string, act: () => void): void => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button button-quiet";
      made.textContent = text;
      made.setAttribute("aria-label", name);
      made.addEventListener("click", act);
      box.append(made);
    };
    button("+", say("larger"), () => canvas.zoom(canvas.zoom() * STEP));
    button("−", say("smaller"), () => canvas.zoom(canvas.zoom() / STEP));
    button("⤢", say("whole"), () => canvas.zoom("fit-viewport", "auto"));
    return box;
  }
}

const STEP = 1.25;
const ROOM_PX = 90;
const LOWEST_PX = 180;
const HIGHEST_PX = 480;

function hasElement(viewer: NavigatedViewer, id: string): boolean {
  return viewer.get<{ get(id: string): unknown }>("elementRegistry").get(id) !== undefined;
}

customElements.define("bpmn-diagram", BpmnDiagram);
