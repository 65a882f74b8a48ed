import { recordOfOrigin } from "#engines/records";
import { asApplicant, dossierByPublicId } from "#modules/dossiers";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, LinkTo, renderPage, Tag } from "#ui";
import { fileOfPaper, seenResult, type SeenResult } from "../find-result.ts";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";
import type { ResultPageDeps } from "./deps.ts";
import { fileReply } from "./papers.ts";
import { STATE_TAGS } from "./register.tsx";
import { HistoryPanel, PapersPanel } from "./result-parts.tsx";

/** The applicant's own result: how it stands, its papers, what was changed and why. */
export function mineRoutes(deps: ResultPageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/ho-so-cua-toi/:id/hieu-luc",
      access: "applicant",
      handle: async (exchange) => {
        const seen = await own(deps, exchange);
        return seen === undefined ? { kind: "missing" } : page(deps, exchange, seen);
      },
    },
    {
      method: "GET",
      path: "/ho-so-cua-toi/:id/hieu-luc/tep/:file",
      access: "applicant",
      handle: (exchange) => paper(deps, exchange),
    },
  ];
}

/** Whose dossier it is was found under the applicant's own rights; only then the register is asked. */
async function own(deps: ResultPageDeps, exchange: Exchange): Promise<SeenResult | undefined> {
  const dossier = await asApplicant(exchange, (tx) =>
    dossierByPublicId(tx, exchange.params["id"] ?? ""),
  );
  if (dossier === undefined) return undefined;
  const { tenantId, id } = dossier;
  return withDoor(exchange.db, "registers", async (tx) => {
    const record = await recordOfOrigin(tx, { tenantId, kind: "dossier", id });
    if (record === undefined) return undefined;
    const register = deps.registers.of(dossier.appId, dossier.edition);
    return seenResult(tx, { record, register });
  });
}

async function paper(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const seen = await own(deps, exchange);
  const found = seen?.papers.find(({ paper: one }) => one.publicId === exchange.params["file"]);
  if (seen === undefined || found === undefined) return { kind: "missing" };
  const file = await asApplicant(exchange, (tx) =>
    fileOfPaper(tx, found.paper, seen.record.originId),
  );
  return file === undefined ? { kind: "missing" } : fileReply(deps, file);
}

function page(deps: ResultPageDeps, exchange: Exchange, seen: SeenResult): Reply {
  const { language } = exchange;
  const words = wordsIn(language);
  const id = exchange.params["id"] ?? "";
  const { record } = seen;
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["mine.title"]}>
      <p>
        <LinkTo href={`/ho-so-cua-toi/${id}`}>{words["mine.back"]}</LinkTo>
      </p>
      <h1>{words["mine.title"]}</h1>
      <p class="lead">{words["mine.lead"]}</p>
      <p>
        {record.title} <Tag kind={STATE_TAGS[record.state]}>{words[`state.${record.state}`]}</Tag>
      </p>
      <PapersPanel {...{ seen, language }} hrefOf={(one) => paths.myPaper(id, one)} />
      <HistoryPanel {...{ seen, language }} isOpen showsNames={false} />
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}
