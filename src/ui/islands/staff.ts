import * as Turbo from "@hotwired/turbo";
import { AutoSave } from "./auto-save.ts";
import { CharacterCount } from "./character-count.ts";
import { CopyCode } from "./copy-code.ts";
import { followErrorLinks, leadToErrors } from "./errors.ts";
import { warnOnExit } from "./exit-warning.ts";
import { FileUpload } from "./file-upload.ts";
import { listenToKeys, offerKeys } from "./keys.ts";
import { LivePart } from "./live-part.ts";

// Turbo only where a page says `data-turbo="true"` (menu, filters, pager): opening a dossier or a file is on
// record, so nothing is fetched twice or ahead, and forms keep the browser's own way of sending.
Turbo.config.drive.enabled = false;
Turbo.config.forms.mode = "optin";
// The stylesheet draws a bar from aria-busy instead of Turbo's.
Turbo.config.drive.progressBarDelay = 2_000_000_000;

customElements.define("copy-code", CopyCode);
customElements.define("character-count", CharacterCount);
customElements.define("auto-save", AutoSave);
customElements.define("file-upload", FileUpload);
customElements.define("live-part", LivePart);
warnOnExit();
followErrorLinks();
listenToKeys();
leadToErrors();
offerKeys();
document.addEventListener("turbo:load", () => {
  leadToErrors();
  offerKeys();
});
