/** `<idle-return data-to data-seconds>`: whoever walks away leaves the next person the first page; a touch or a key gives more time. */
export class IdleReturn extends HTMLElement {
  #timer: number | undefined;

  connectedCallback(): void {
    const wait = (): void => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(
        () => location.assign(this.dataset["to"] ?? location.pathname),
        Number(this.dataset["seconds"]) * 1000,
      );
    };
    for (const name of ["pointerdown", "keydown", "focusin"]) addEventListener(name, wait);
    wait();
  }
}
