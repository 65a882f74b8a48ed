/** Puts the focus on the list of errors, and from there into the field it names, its label in view. */
export function leadToErrors(): void {
  document.querySelector<HTMLElement>(".error-summary")?.focus();
}

export function followErrorLinks(): void {
  document.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element ? event.target.closest(".error-summary a") : undefined;
    const id = link?.getAttribute("href")?.slice(1);
    const field = id === undefined ? null : document.getElementById(id);
    if (field === null) return;
    const control = field.matches("input, select, textarea")
      ? field
      : field.querySelector<HTMLElement>("input, select, textarea, button");
    if (control === null) return;
    event.preventDefault();
    (control.closest(".field") ?? control).scrollIntoView({ block: "start" });
    control.focus({ preventScroll: true });
  });
}
