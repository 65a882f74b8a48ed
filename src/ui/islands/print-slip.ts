/** `<print-slip>`: a machine that prints numbers does so at once, without asking anyone. */
export class PrintSlip extends HTMLElement {
  connectedCallback(): void {
    addEventListener("load", () => window.print(), { once: true });
  }
}
