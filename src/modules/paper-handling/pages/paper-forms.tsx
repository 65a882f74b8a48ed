import type { VNode } from "preact";
import { type Exchange, officialSession } from "#platform/http";
import { Button, Field, type PageError, Panel, Radios, Select } from "#ui";
import { isOver } from "#modules/dossiers";
import { hasResult, NOTED_KINDS } from "../folder.ts";
import { paths } from "../paths.ts";
import { allowed } from "../policy.ts";
import type { Words } from "../words.ts";
import type { SeenPaper } from "./paper-page.tsx";

export interface FormProps {
  readonly exchange: Exchange;
  readonly seen: SeenPaper;
  readonly words: Words;
  readonly error: PageError | undefined;
}

export function errorOf(error: PageError | undefined, id: string): string | undefined {
  return error?.fieldId === id ? error.text : undefined;
}

/** What was typed stays, where this is the form that was refused. */
export function typedIn(exchange: Exchange, act: string): (name: string) => string | undefined {
  return (name) =>
    exchange.path.endsWith(`/${act}`) ? (exchange.form.get(name) ?? undefined) : undefined;
}

/** One paper of the checklist: shown, kept, or copied. */
export function NoteForm({ exchange, seen, words, error }: FormProps): VNode | null {
  const { dossier, slots } = seen;
  if (!allowed(officialSession(exchange), "paper note", dossier) || slots.length === 0) return null;
  const typed = typedIn(exchange, "giay-to");
  const kinds = NOTED_KINDS.filter((one) => one !== "original" || !isOver(dossier.state));
  return (
    <Panel title={words["note.title"]} id="ghi-nhan">
      <form method="post" action={paths.folderAct(dossier.publicId, "giay-to")}>
        <Select
          id="giay"
          label={words["note.paper"]}
          error={errorOf(error, "giay")}
          value={typed("giay") ?? ""}
          options={slots.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Radios
          id="viec"
          label={words["note.kind"]}
          value={typed("viec") ?? "checked"}
          options={kinds.map((one) => ({ value: one, label: words[`note.${one}`] }))}
        />
        <Field
          id="so-ban"
          label={words["note.pieces"]}
          error={errorOf(error, "so-ban")}
          inputmode="numeric"
          width={4}
          value={typed("so-ban") ?? "1"}
        />
        <Field
          id="ghi-chu"
          label={words["note.note"]}
          maxlength={500}
          value={typed("ghi-chu") ?? ""}
        />
        <Button>{words["note.submit"]}</Button>
      </form>
    </Panel>
  );
}

/** Where the folder stands with whoever holds it. */
export function ShelfForm(props: FormProps): VNode | null {
  const { exchange, seen, words } = props;
  const { dossier, folder } = seen;
  if (!allowed(officialSession(exchange), "paper shelve", dossier)) return null;
  if (folder?.place === "under-way") return null;
  return (
    <Panel title={words["shelf.title"]} id="cho-de">
      <ShelfFields {...props} act="cho-de" prefix="hs" submit={words["shelf.submit"]} />
    </Panel>
  );
}

/** Where a released result waits to be collected. */
export function ResultShelfForm(props: FormProps): VNode | null {
  const { exchange, seen, words } = props;
  const { dossier, folder } = seen;
  const isGone = folder?.resultState === "collected" || folder?.resultState === "archived";
  if (!hasResult(dossier) || isGone) return null;
  if (!allowed(officialSession(exchange), "result shelve", dossier)) return null;
  return (
    <Panel title={words["result-shelf.title"]} id="cho-de-ket-qua">
      <p>{words["result-shelf.hint"]}</p>
      <ShelfFields
        {...props}
        act="cho-de-ket-qua"
        prefix="kq"
        submit={words["result-shelf.submit"]}
      />
    </Panel>
  );
}

function ShelfFields(
  props: FormProps & {
    readonly act: "cho-de" | "cho-de-ket-qua";
    readonly prefix: "hs" | "kq";
    readonly submit: string;
  },
): VNode {
  const { exchange, seen, words, error, act, prefix, submit } = props;
  const typed = typedIn(exchange, act);
  return (
    <form method="post" action={paths.folderAct(seen.dossier.publicId, act)}>
      <Field
        id={`${prefix}-gia`}
        name="gia"
        label={words["shelf.rack"]}
        error={errorOf(error, `${prefix}-gia`)}
        width="short"
        maxlength={15}
        value={typed("gia") ?? ""}
      />
      <Field
        id={`${prefix}-ngan`}
        name="ngan"
        label={words["shelf.row"]}
        width="short"
        maxlength={15}
        value={typed("ngan") ?? ""}
      />
      <Field
        id={`${prefix}-o`}
        name="o"
        label={words["shelf.box"]}
        width="short"
        maxlength={15}
        value={typed("o") ?? ""}
      />
      <Button kind="secondary">{submit}</Button>
    </form>
  );
}
