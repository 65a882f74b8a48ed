import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { say } from "./words.ts";

/**
 * `<pass-key data-act="get|create" data-url data-origin>` around a button, inside a form with a hidden input
 * `credential`: fetches the question from that address, has the device answer it, and sends the form. Without it the
 * button stays hidden, and the form's other fields work as ever.
 */
class PassKey extends HTMLElement {
  #isAsking = false;
  readonly #note = document.createElement("p");

  connectedCallback(): void {
    const button = this.querySelector("button");
    if (button === null || !("PublicKeyCredential" in window)) return;
    this.#note.className = "hint";
    this.#note.setAttribute("role", "status");
    this.append(this.#note);
    this.hidden = false;
    const origin = this.dataset["origin"] ?? location.origin;
    if (origin !== location.origin) return this.#leadTo(button, origin);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      if (!this.#isAsking) void this.#ask();
    });
  }

  /** Passkeys belong to one address. Under another one the way there is shown instead. */
  #leadTo(button: HTMLButtonElement, origin: string): void {
    const link = document.createElement("a");
    link.href = origin + location.pathname + location.search;
    link.textContent = origin;
    this.#note.append(say("passkeyElsewhere"), " ", link);
    button.remove();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    this.#note.textContent = say("passkeyAsking");
    try {
      const answer = await this.#answer(await this.#question());
      const form = this.closest("form");
      const field = form?.elements.namedItem("credential");
      if (form === null || !(field instanceof HTMLInputElement)) return;
      field.value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      this.#note.textContent = say(reasonOf(error));
    } finally {
      this.#isAsking = false;
    }
  }

  async #question(): Promise<never> {
    const asked = await fetch(this.dataset["url"] ?? "", { redirect: "error" });
    if (!asked.ok) throw new Error(String(asked.status));
    return (await asked.json()) as never; // our own server's, in the shape the library wants
  }

  #answer(optionsJSON: never): Promise<object> {
    return this.dataset["act"] === "create"
      ? startRegistration({ optionsJSON })
      : startAuthentication({ optionsJSON });
  }
}

function reasonOf(error: unknown): "passkeyKnown" | "passkeyStopped" | "passkeyFailed" {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError") return "passkeyKnown";
  return name === "NotAllowedError" || name === "AbortError" ? "passkeyStopped" : "passkeyFailed";
}

customElements.define("pass-key", PassKey);
