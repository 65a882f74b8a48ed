/** Asks before typed answers are left behind: forms with `data-keeps`, or that hold `<exit-warning>`. */
export function warnOnExit(): void {
  const unsaved = new Set<HTMLFormElement>();
  const guarded = (target: EventTarget | null): HTMLFormElement | undefined => {
    if (!(target instanceof Element)) return undefined;
    const form = target.closest("form");
    return form !== null && form.matches("[data-keeps], :has(exit-warning)") ? form : undefined;
  };
  document.addEventListener("input", (event) => {
    // A file that is sent at once is not typed and needs no warning of its own.
    if (event.target instanceof Element && event.target.closest("file-upload") !== null) return;
    const form = guarded(event.target);
    if (form === undefined) return;
    if (!unsaved.has(form)) form.addEventListener("kept", () => unsaved.delete(form));
    unsaved.add(form);
  });
  document.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement) unsaved.delete(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    for (const form of unsaved) if (!form.isConnected) unsaved.delete(form);
    if (unsaved.size > 0) event.preventDefault();
  });
}
