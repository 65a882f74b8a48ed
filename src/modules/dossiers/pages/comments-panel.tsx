import type { VNode } from "preact";
import { type Exchange, officialSession } from "#platform/http";
import { Field, type PageError, Panel, Timeline } from "#ui";
import { paths } from "../paths.ts";
import { may } from "../policy.ts";
import { wordsIn } from "../words.ts";
import { shortMoment } from "./dossier-parts.tsx";
import type { SeenByStaff } from "./staff-dossier.tsx";

/** What officials said to each other about a dossier, and the place to say more. */
export function Comments(props: {
  readonly seen: Pick<SeenByStaff, "dossier" | "comments">;
  readonly exchange: Exchange;
  readonly error: PageError | undefined;
}): VNode {
  const { seen, exchange, error } = props;
  const words = wordsIn(exchange.language);
  const { dossier, comments } = seen;
  return (
    <Panel title={words["desk.comments"]} id="trao-doi">
      <Timeline
        items={comments.map((comment) => ({
          title: comment.authorName,
          state: "next" as const,
          at: shortMoment(comment.at),
          text: comment.body,
        }))}
      />
      {may(officialSession(exchange), "comment", dossier) ? (
        <form method="post" action={paths.staffAct(dossier.publicId, "y-kien")}>
          <input type="hidden" name="version" value={String(dossier.version)} />
          <Field
            id="y-kien"
            name="body"
            label={words["desk.comment"]}
            hint={words["desk.comment-hint"]}
            error={error?.fieldId === "y-kien" ? error.text : undefined}
            rows={3}
            value={exchange.form.get("body") ?? ""}
          />
          <button class="button button-quiet" type="submit">
            {words["desk.comment-submit"]}
          </button>
        </form>
      ) : null}
    </Panel>
  );
}
