import { AutoSave } from "./auto-save.ts";
import { offerBigType } from "./big-type.ts";
import { CharacterCount } from "./character-count.ts";
import { CopyCode } from "./copy-code.ts";
import { followErrorLinks, leadToErrors } from "./errors.ts";
import { warnOnExit } from "./exit-warning.ts";
import { FileUpload } from "./file-upload.ts";
import { IdleReturn } from "./idle-return.ts";
import { LivePart } from "./live-part.ts";
import { PrintSlip } from "./print-slip.ts";

// Everything a citizen's page adds to markup that works without it.
customElements.define("copy-code", CopyCode);
customElements.define("character-count", CharacterCount);
customElements.define("auto-save", AutoSave);
customElements.define("file-upload", FileUpload);
customElements.define("idle-return", IdleReturn);
customElements.define("live-part", LivePart);
customElements.define("print-slip", PrintSlip);
warnOnExit();
followErrorLinks();
leadToErrors();
offerBigType();
