import NavigatedViewer from "bpmn-js/lib/NavigatedViewer.js";
import { say } from "./words.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Canvas {
  zoom(step?: number | "fit-viewport", center?: "auto"): number;
  addMarker(element: string, name: string): void;
  viewbox(shown?: Box): { readonly inner: Box };
  resized(): void;
}

interface Overlays {
  add(
    element: string,
    overlay: { position: { top: number; right: number }; html: HTMLElement },
  ): string;
}

/**
 * `<bpmn-diagram data-xml-url data-token-elements data-passed-elements data-answered-elements>`: draws the process with its tokens.
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
    const url = this.dataset["xmlUrl"];
    if (url === undefined) return;
    const answer = await fetch(url, { headers: { accept: "application/xml, text/xml" } });
    if (!answer.ok) return;
    this.dataset["ready"] = "";
    const viewer = new NavigatedViewer({ container: this, zoomScroll: { enabled: false } });
    this.#viewer = viewer;
    try {
      await viewer.importXML(await answer.text());
    } catch {
      delete this.dataset["ready"]; // a diagram that cannot be drawn leaves the list
      return;
    }
    const canvas = viewer.get<Canvas>("canvas");
    const [token = ""] = (this.dataset["tokenElements"] ?? "").split(",");
    this.#place(canvas, middleOf(viewer, token));
    const mark = (names: string | undefined, marker: string): void => {
      for (const name of (names ?? "").split(",").map((one) => one.trim()))
        if (name !== "" && hasElement(viewer, name)) canvas.addMarker(name, marker);
    };
    mark(this.dataset["passedElements"], "passed");
    mark(this.dataset["tokenElements"], "token");
    this.#count(viewer);
    this.append(this.#zoomButtons(canvas));
  }

  /** On a step that several are asked at: how many have answered. */
  #count(viewer: NavigatedViewer): void {
    const overlays = viewer.get<Overlays>("overlays");
    for (const pair of (this.dataset["answeredElements"] ?? "").split(",")) {
      const [id = "", count = ""] = pair.split(":");
      if (!hasElement(viewer, id)) continue;
      const html = document.createElement("span");
      html.className = "token-count";
      html.textContent = count;
      overlays.add(id, { position: { top: -4, right: 18 }, html });
    }
  }

  /** Words stay readable: where the whole does not fit, the part with the token is shown and the rest is moved into view. */
  #place(canvas: Canvas, middle: number | undefined): void {
    const { inner } = canvas.viewbox();
    if (inner.width <= 0) return;
    const whole = this.clientWidth / (inner.width + 2 * EDGE);
    const scale = Math.min(1, Math.max(READABLE, whole));
    const needed = inner.height * scale + ROOM_PX;
    this.style.blockSize = `${Math.round(Math.min(HIGHEST_PX, Math.max(LOWEST_PX, needed)))}px`;
    canvas.resized();
    const width = this.clientWidth / scale;
    const first = inner.x - EDGE;
    const last = Math.max(first, inner.x + inner.width + EDGE - width);
    const x =
      scale > whole ? (middle ?? first) - width / 2 : first - (width - inner.width) / 2 + EDGE;
    canvas.viewbox({
      x: scale > whole ? Math.min(last, Math.max(first, x)) : x,
      y: inner.y - EDGE / 2,
      width,
      height: this.clientHeight / scale,
    });
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
/** Below this its 12-pixel words are guessed, not read. */
const READABLE = 0.85;
/** Around the drawing, in its own measure. */
const EDGE = 20;
const ROOM_PX = 90;
const LOWEST_PX = 180;
const HIGHEST_PX = 480;

function middleOf(viewer: NavigatedViewer, id: string): number | undefined {
  const element = viewer.get<{ get(id: string): Box | undefined }>("elementRegistry").get(id);
  return element === undefined ? undefined : element.x + element.width / 2;
}

function hasElement(viewer: NavigatedViewer, id: string): boolean {
  return viewer.get<{ get(id: string): unknown }>("elementRegistry").get(id) !== undefined;
}

customElements.define("bpmn-diagram", BpmnDiagram);
