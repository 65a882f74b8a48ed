import type { VNode } from "preact";
import { papersFor } from "#app-kit";
import {
  type Dossier,
  dossierByPublicId,
  dossierPaths,
  editionOf,
  noteLook,
} from "#modules/dossiers";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  DataTable,
  ErrorSummary,
  LinkTo,
  momentText,
  type PageError,
  Panel,
  renderPage,
  StaffPage,
  Timeline,
} from "#ui";
import type { Delivery } from "../delivery.ts";
import { deliveriesOf } from "../delivery-store.ts";
import { type Folder, isKept, type NotedPaper } from "../folder.ts";
import { folderByPublicId, type FolderMove, movesOf, notedPapers } from "../folder-store.ts";
import { paths } from "../paths.ts";
import { allowed, PAPER_PERMISSIONS } from "../policy.ts";
import { type PaperRefusal, REFUSALS } from "../refusals.ts";
import { filled, type WordKey, type Words, wordsIn } from "../words.ts";
import type { PaperPageDeps } from "./deps.ts";
import { FolderFacts } from "./folder-parts.tsx";
import { HandOutForm } from "./hand-out-form.tsx";
import { NoteForm, ResultShelfForm, ShelfForm } from "./paper-forms.tsx";

/** `/can-bo/ho-so-giay/ho-so/:id`: the paper of one dossier. */
export function paperPageRoute(deps: PaperPageDeps): Route {
  return {
    method: "GET",
    path: "/can-bo/ho-so-giay/ho-so/:id",
    access: "official",
    roles: PAPER_PERMISSIONS["paper see"],
    handle: (exchange) => showPaper(deps, exchange),
  };
}

export interface SeenPaper {
  readonly dossier: Dossier;
  /** Undefined until the desk first has paper of it. */
  readonly folder: Folder | undefined;
  readonly papers: readonly NotedPaper[];
  readonly deliveries: readonly Delivery[];
  readonly moves: readonly FolderMove[];
  /** The checklist of this dossier. */
  readonly slots: readonly { readonly id: string; readonly title: string }[];
}

/** The look that the person concerned reads of. */
type Look = Parameters<typeof noteLook>[3];
const FOLDER: Look = { thing: "paper", one: { id: "folder", name: wordsIn("vi")["paper.title"] } };

export async function seenPaper(
  deps: PaperPageDeps,
  exchange: Exchange,
  look = FOLDER,
): Promise<SeenPaper | undefined> {
  const { params, language } = exchange;
  return asOfficial(exchange, async (tx) => {
    const dossier = await dossierByPublicId(tx, params["id"] ?? "");
    if (dossier === undefined || !allowed(officialSession(exchange), "paper see", dossier))
      return undefined;
    await noteLook(tx, exchange, dossier, look);
    const folder = await folderByPublicId(tx, dossier.publicId);
    const edition = editionOf(deps.dossiers, dossier.appId, dossier.edition);
    return {
      dossier,
      folder,
      papers: folder === undefined ? [] : await notedPapers(tx, folder),
      deliveries: folder === undefined ? [] : await deliveriesOf(tx, folder),
      moves: folder === undefined ? [] : await movesOf(tx, folder),
      slots: papersFor(edition, dossier.answers).map(({ id, title }) => ({
        id,
        title: title[language],
      })),
    };
  });
}

/** Which question a refusal belongs to, by the form that was sent. */
const QUESTIONS: Readonly<Partial<Record<PaperRefusal, string>>> = {
  "paper-unknown": "giay",
  "pieces-unfit": "so-ban",
  "noted-already": "giay",
  "nothing-kept": "giao-gi",
  "citizen-id-unfit": "so-dinh-danh",
  "not-the-applicant": "so-dinh-danh",
  "not-the-proxy": "so-dinh-danh",
  "name-missing": "nguoi-nhan",
  "authority-missing": "van-ban",
  "mandate-unfit": "ma-uy-quyen",
};

function questionOf(exchange: Exchange, refusal: PaperRefusal): string | undefined {
  if (refusal === "shelf-missing") return exchange.path.endsWith("ket-qua") ? "kq-gia" : "hs-gia";
  return QUESTIONS[refusal];
}

export async function showPaper(
  deps: PaperPageDeps,
  exchange: Exchange,
  refusal?: PaperRefusal,
  /** What was wrong with a file that was sent, in words. */
  problem?: string,
): Promise<Reply> {
  const seen = await seenPaper(deps, exchange);
  if (seen === undefined) return { kind: "missing" };
  const { language } = exchange;
  const words = wordsIn(language);
  const { dossier, folder } = seen;
  const question = refusal === undefined ? undefined : questionOf(exchange, refusal);
  const text = problem ?? (refusal === undefined ? "" : words[`refused.${refusal}` as WordKey]); // a refusal has words; a test compares
  const errors: readonly PageError[] = question === undefined ? [] : [{ fieldId: question, text }];
  const form = { deps, exchange, seen, words, error: errors[0] };
  const view = (
    <StaffPage {...deps.frame(exchange)} title={dossier.code} current={paths.folders()}>
      <p>
        <LinkTo href={dossierPaths.staffDossier(dossier.publicId)}>{words["paper.dossier"]}</LinkTo>
      </p>
      <h1 class="num">{dossier.code}</h1>
      <p class="lead">
        {words["paper.title"]} · {dossier.title} · {dossier.applicantName}
      </p>
      <ErrorSummary errors={errors} language={language} />
      {refusal === undefined || errors.length > 0 ? null : <Banner kind="warning" title={text} />}
      <Done exchange={exchange} seen={seen} words={words} />
      <div class="columns">
        <div>
          {folder === undefined ? null : (
            <Panel title={words["paper.where"]} id="o-dau">
              <FolderFacts folder={folder} language={language} />
            </Panel>
          )}
          <PapersPanel seen={seen} words={words} />
          <NoteForm {...form} />
          <HandOutForm {...form} />
          <DeliveriesPanel seen={seen} words={words} />
        </div>
        <div>
          <ResultShelfForm {...form} />
          <ShelfForm {...form} />
          <MovesPanel moves={seen.moves} words={words} />
        </div>
      </div>
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

interface PartProps {
  readonly seen: SeenPaper;
  readonly words: Words;
}

/** After handing out, the paper to sign is one press away. */
function Done({
  exchange,
  seen,
  words,
}: PartProps & { readonly exchange: Exchange }): VNode | null {
  const delivery = seen.deliveries.find((one) => one.publicId === exchange.query.get("da-giao"));
  if (delivery === undefined) return null;
  return (
    <Banner kind="success" title={words["handed.done"]}>
      <p>
        <LinkTo href={paths.delivery(seen.dossier.publicId, delivery.publicId)}>
          {words["handed.print"]}
        </LinkTo>
      </p>
    </Banner>
  );
}

function PapersPanel({ seen, words }: PartProps): VNode {
  const { papers, dossier, slots } = seen;
  const titleOf = ({ slot, title }: NotedPaper): string =>
    slots.find((one) => one.id === slot)?.title ?? title;
  return (
    <Panel
      title={words["papers.title"]}
      id="giay-to"
      actions={
        papers.some(isKept) ? (
          <LinkTo href={paths.custody(dossier.publicId)}>{words["papers.custody"]}</LinkTo>
        ) : undefined
      }
    >
      <DataTable
        caption={words["papers.caption"]}
        isCaptionHidden
        empty={words["papers.none"]}
        columns={[
          { key: "title", label: words["col.paper"] },
          { key: "what", label: words["col.seen"] },
          { key: "pieces", label: words["col.pieces"], isNumber: true },
          { key: "by", label: words["col.noted-by"] },
        ]}
        rows={papers.map((one) => ({
          id: one.id,
          title: `${titleOf(one)}${one.note === "" ? "" : ` (${one.note})`}`,
          what:
            one.returnedAt === null
              ? words[`noted.${one.kind}`]
              : filled(words["noted.returned"], {
                  to: one.returnedTo ?? "",
                  at: momentText(one.returnedAt),
                }),
          pieces: one.pieces,
          by: `${one.notedName} · ${momentText(one.notedAt)}`,
        }))}
      />
    </Panel>
  );
}

function DeliveriesPanel({ seen, words }: PartProps): VNode | null {
  const { deliveries, dossier } = seen;
  if (deliveries.length === 0) return null;
  return (
    <Panel title={words["handed.title"]} id="da-giao">
      <DataTable
        caption={words["handed.caption"]}
        isCaptionHidden
        columns={[
          { key: "what", label: words["col.handed"] },
          { key: "to", label: words["col.receiver"] },
          { key: "authority", label: words["col.authority"] },
          { key: "by", label: words["col.handed-by"] },
          { key: "paper", label: words["col.paper-pdf"] },
        ]}
        rows={deliveries.map((one) => ({
          id: one.id,
          what: words[`handed.${one.what}`],
          to: one.receiverName,
          authority: <Authority delivery={one} dossier={dossier} words={words} />,
          by: `${one.handedName} · ${momentText(one.handedAt)}`,
          paper: (
            <LinkTo href={paths.delivery(dossier.publicId, one.publicId)}>
              {words["handed.pdf"]}
            </LinkTo>
          ),
        }))}
      />
    </Panel>
  );
}

function Authority(props: {
  readonly delivery: Delivery;
  readonly dossier: Dossier;
  readonly words: Words;
}): VNode {
  const { delivery, dossier, words } = props;
  const text = `${words[`authority.${delivery.authority}`]}${
    delivery.authorityText === null ? "" : `: ${delivery.authorityText}`
  }`;
  if (delivery.fileId === null) return <>{text}</>;
  return <LinkTo href={paths.authority(dossier.publicId, delivery.publicId)}>{text}</LinkTo>;
}

function MovesPanel(props: {
  readonly moves: readonly FolderMove[];
  readonly words: Words;
}): VNode | null {
  const { moves, words } = props;
  if (moves.length === 0) return null;
  return (
    <Panel title={words["moves.title"]} id="duong-di">
      <Timeline
        items={moves.map((one) => ({
          title: words[`move.${one.name}` as WordKey], // every event of a folder has its words; a test compares
          state: "done" as const,
          at: momentText(one.at),
          text: [one.note, one.unit, one.actorName].filter((part) => part !== "").join(" · "),
        }))}
      />
    </Panel>
  );
}
