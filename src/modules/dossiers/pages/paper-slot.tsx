import type { ComponentChildren, VNode } from "preact";
import type { StoredFile } from "#platform/files";
import { FileInput, type Language } from "#ui";
import { wordsIn } from "../words.ts";

export interface PaperSlotProps {
  /** The paper of the checklist: name of the control, and where errors lead. */
  readonly slot: string;
  readonly title: string;
  /** What a good one looks like, or what was wrong with the last one. */
  readonly explain: string;
  /** What has arrived of it, oldest first. */
  readonly files: readonly StoredFile[];
  readonly problem: string | undefined;
  readonly language: Language;
  hrefOf(file: StoredFile): string;
  /** Where a file can be taken back; without it, it stays. */
  readonly removalOf?: ((file: StoredFile) => string) | undefined;
  /** What is to be said of a file beside its name: where it was taken from. */
  readonly noteOf?: ((file: StoredFile) => string | undefined) | undefined;
  /** Other ways to bring this paper. */
  readonly children?: ComponentChildren;
  /** Where a chosen file is sent at once when that is not the form's own address. */
  readonly sentTo?: string | undefined;
  /** Shows a button that sends this paper alone, for browsers that do not send at once. */
  readonly hasButton?: boolean | undefined;
}

/** One paper: what has arrived of it with size and pages, and the place for another file, inside a form. */
export function PaperSlot(props: PaperSlotProps): VNode {
  const { slot, title, files, problem, language } = props;
  const words = wordsIn(language);
  return (
    <section class="panel" id={`giay-${slot}`} aria-labelledby={`t-${slot}`}>
      <h2 id={`t-${slot}`}>{title}</h2>
      <p class="hint">{props.explain}</p>
      {files.length === 0 ? null : (
        <ul class="received">
          {files.map((file) => (
            <Received key={file.id} {...props} file={file} />
          ))}
        </ul>
      )}
      <FileInput
        id={slot}
        label={words[files.length === 0 ? "papers.pick" : "papers.pick-more"]}
        about={title}
        error={problem}
        accept=".pdf,.jpg,.jpeg,.png"
        multiple
        isSentAtOnce
        sentTo={props.sentTo}
        part={`giay-${slot}`}
      />
      <div class="by-camera">
        <FileInput
          id={`${slot}-chup`}
          name={slot}
          label={words["papers.camera"]}
          about={title}
          accept="image/jpeg,image/png"
          capture="environment"
          isSentAtOnce
          sentTo={props.sentTo}
          part={`giay-${slot}`}
        />
      </div>
      {props.hasButton === true ? (
        <button class="button button-quiet" type="submit" name="_tai" value={slot} data-upload>
          {words["papers.upload"]}
        </button>
      ) : null}
      {props.children}
    </section>
  );
}

function Received(props: PaperSlotProps & { readonly file: StoredFile }): VNode {
  const { file, language, removalOf } = props;
  const words = wordsIn(language);
  const note = props.noteOf?.(file);
  return (
    <li>
      <span>
        <strong class="task-state task-done">{words["papers.has"]}</strong>:{" "}
        <a href={props.hrefOf(file)}>{file.name}</a>{" "}
        <span class="hint-inline num">
          · {sizeText(file.sizeBytes, language)}
          {file.pages === null ? "" : ` · ${file.pages} ${words["papers.pages"]}`}
        </span>
        <Picture file={file} href={props.hrefOf(file)} language={language} />
        {note === undefined ? null : <span class="hint"> {note}</span>}
      </span>
      {removalOf === undefined ? null : (
        <button
          class="link-button"
          type="submit"
          formaction={removalOf(file)}
          formEncType="application/x-www-form-urlencoded"
        >
          {words[note === undefined ? "papers.remove" : "known.take-back"]}
          <span class="sr"> {file.name}</span>
        </button>
      )}
    </li>
  );
}

/** Pictures beyond this are shown when asked for: a phone pays for each load. */
const SHOWN_UP_TO_BYTES = 500_000;

/** The picture that arrived, so that a blurred one is seen before the desk sees it. A PDF opens by its name. */
export function Picture(props: {
  readonly file: StoredFile;
  readonly href: string;
  readonly language: Language;
}): VNode | null {
  const { file, href } = props;
  if (!file.type.startsWith("image/")) return null;
  const words = wordsIn(props.language);
  const alt = `${words["papers.picture"]}: ${file.name}`;
  const picture = <img class="thumb" src={href} alt={alt} loading="lazy" decoding="async" />;
  if (file.sizeBytes <= SHOWN_UP_TO_BYTES) return picture;
  return (
    <details>
      <summary>{words["papers.look"]}</summary>
      {picture}
    </details>
  );
}

/** `1,2 MB`, `340 kB`. */
export function sizeText(bytes: number, language: Language): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000));
  if (kilobytes < 1000) return `${kilobytes} kB`;
  const text = (bytes / 1_000_000).toFixed(1);
  return `${language === "vi" ? text.replace(".", ",") : text} MB`;
}
