import type { VNode } from "preact";
import type { Route } from "#platform/http";
import { Banner, Checkbox, type Frame, Panel, Radios } from "#ui";
import { paths } from "../paths.ts";
import type { Telling } from "../telling-store.ts";
import { wordsIn } from "../words.ts";
import type { PageDeps } from "./sign-in.tsx";

/** Choosing how one is told; always for one's own account. */
export function tellingRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/tai-khoan/cach-bao-tin",
      access: "signed-in",
      handle: async ({ session, now, form }) => {
        if (session === undefined) return { kind: "missing" };
        const language = form.get("ngon-ngu") === "en" ? "en" : "vi";
        const byEmail = form.get("thu-dien-tu") !== null;
        await deps.identity.telling.choose(now, session, { language, byEmail });
        return { kind: "redirect", to: paths.tellingChosen() };
      },
    },
  ];
}

export function TellingPanel(props: {
  readonly telling: Telling;
  readonly isSaved: boolean;
  readonly language: Frame["language"];
}): VNode {
  const { telling, isSaved } = props;
  const words = wordsIn(props.language);
  return (
    <Panel title={words["telling.title"]} id="cach-bao-tin">
      {isSaved ? <Banner kind="success" title={words["telling.saved"]} /> : null}
      <p>{words["telling.lead"]}</p>
      <form method="post" action={paths.tell()}>
        <Radios
          id="ngon-ngu"
          label={words["telling.language"]}
          value={telling.language}
          options={[
            { value: "vi", label: "Tiếng Việt" },
            { value: "en", label: "English" },
          ]}
        />
        <Checkbox
          id="thu-dien-tu"
          label={words["telling.by-email"]}
          hint={telling.email ?? words["telling.no-email"]}
          checked={telling.byEmail}
        />
        <button class="button button-quiet" type="submit">
          {words["telling.save"]}
        </button>
      </form>
    </Panel>
  );
}
