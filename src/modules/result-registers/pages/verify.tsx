import type { VNode } from "preact";
import { formatDay } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { Banner, CitizenPage, type KeyValue, KeyValues, renderPage } from "#ui";
import { type IssuedPaper, verifyPaper } from "../verify-paper.ts";
import { type Words, wordsIn } from "../words.ts";
import type { ResultPageDeps } from "./deps.ts";

/** `/kiem-tra/:id`, where the code of a paper leads: is it the agency's, and does it still count. */
export function verifyRoutes(deps: ResultPageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/kiem-tra/:id",
      access: "public",
      handle: (exchange) => verify(deps, exchange),
    },
  ];
}

async function verify(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, params } = exchange;
  const words = wordsIn(language);
  const found = await withDoor(exchange.db, "public-verify", (tx) =>
    verifyPaper(tx, now, deps.registers, params["id"] ?? ""),
  );
  if (found === undefined) return { kind: "missing" };
  const verdict = found.kind === "issued" ? found.standing.kind : found.kind;
  const view: VNode = (
    <CitizenPage {...deps.frame(exchange)} title={words["verify.title"]}>
      <h1>{words["verify.title"]}</h1>
      <Banner
        kind={verdict === "valid" ? "success" : "warning"}
        title={words[`verify.${verdict}`]}
      />
      {found.kind === "issued" ? (
        <section class="panel">
          <p>{words["verify.compare"]}</p>
          <KeyValues rows={rowsOf(words, language, found)} />
        </section>
      ) : null}
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function rowsOf(
  words: Words,
  language: Exchange["language"],
  found: IssuedPaper,
): readonly KeyValue[] {
  const { standing, paper, of, name, sha256 } = found;
  const row = (label: string, value: string | undefined): KeyValue[] =>
    value === undefined || value === "" ? [] : [{ label, value }];
  return [
    ...(standing.kind === "valid"
      ? []
      : [
          ...row(words["verify.since"], formatDay(standing.on)),
          ...row(
            words[standing.kind === "revoked" ? "verify.by-decision" : "verify.by-paper"],
            standing.by,
          ),
        ]),
    ...row(words["verify.kind"], found.title[language]),
    ...row(words["verify.number"], found.number),
    ...(paper === "original" ? [] : row(words["verify.paper"], words[`paper.${paper}`])),
    ...row(words[paper === "copy" ? "verify.copy-of" : "verify.instead"], of),
    ...row(words["verify.name"], name),
    ...row(words["verify.agency"], found.agency[language]),
    ...row(words["verify.signed"], formatDay(found.issuedOn)),
    ...row(words["verify.hash"], sha256),
  ];
}
