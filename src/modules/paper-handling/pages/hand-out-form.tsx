import { officialSession } from "#platform/http";
import type { VNode } from "preact";
import { Button, Checkboxes, Field, FileInput, Panel, Radios } from "#ui";
import { hasResult, isKept } from "../folder.ts";
import { paths } from "../paths.ts";
import { allowed } from "../policy.ts";
import { errorOf, type FormProps, typedIn } from "./paper-forms.tsx";

/** Handing a result or kept originals to whoever may take them. */
export function HandOutForm({ exchange, seen, words, error }: FormProps): VNode | null {
  const { dossier, folder, papers } = seen;
  if (!allowed(officialSession(exchange), "paper hand-out", dossier)) return null;
  const kept = papers.filter(isKept);
  const isGone = folder?.resultState === "collected" || folder?.resultState === "archived";
  const choices = [
    ...(hasResult(dossier) && !isGone ? (["result"] as const) : []),
    ...(kept.length > 0 ? (["originals"] as const) : []),
  ];
  const [first] = choices;
  if (first === undefined) return null;
  const typed = typedIn(exchange, "giao");
  return (
    <Panel title={words["out.title"]} id="giao">
      <form
        method="post"
        action={paths.folderAct(dossier.publicId, "giao")}
        enctype="multipart/form-data"
      >
        <Radios
          id="giao-gi"
          label={words["out.what"]}
          error={errorOf(error, "giao-gi")}
          value={typed("giao-gi") ?? first}
          options={choices.map((one) => ({ value: one, label: words[`handed.${one}`] }))}
        />
        {kept.length === 0 ? null : (
          <Checkboxes
            id="ban-chinh"
            label={words["out.papers"]}
            values={kept.map((one) => one.id)}
            options={kept.map((one) => ({ value: one.id, label: one.title }))}
          />
        )}
        <Radios
          id="ai-nhan"
          label={words["out.who"]}
          value={typed("ai-nhan") ?? "applicant"}
          options={(["applicant", "mandate", "paper"] as const).map((one) => ({
            value: one,
            label: words[`out.${one}`],
            hint: words[`out.${one}-hint`],
          }))}
        />
        <Field
          id="so-dinh-danh"
          label={words["out.citizen-id"]}
          hint={words["out.citizen-id-hint"]}
          error={errorOf(error, "so-dinh-danh")}
          inputmode="numeric"
          width="medium"
          maxlength={20}
          value={typed("so-dinh-danh") ?? ""}
        />
        <Field
          id="ma-uy-quyen"
          label={words["out.mandate-code"]}
          error={errorOf(error, "ma-uy-quyen")}
          width="short"
          maxlength={20}
          value={typed("ma-uy-quyen") ?? ""}
        />
        <Field
          id="nguoi-nhan"
          label={words["out.name"]}
          error={errorOf(error, "nguoi-nhan")}
          maxlength={100}
          value={typed("nguoi-nhan") ?? ""}
        />
        <Field
          id="van-ban"
          label={words["out.authority"]}
          hint={words["out.authority-hint"]}
          error={errorOf(error, "van-ban")}
          maxlength={300}
          value={typed("van-ban") ?? ""}
        />
        <FileInput
          id="ban-quet"
          label={words["out.scan"]}
          accept=".pdf,.jpg,.jpeg,.png"
          capture="environment"
        />
        <Button>{words["out.submit"]}</Button>
      </form>
    </Panel>
  );
}
