import { dayIn } from "#kernel/calendar-day";
import { maskedCitizenId } from "#kernel/citizen-id";
import type { NotePrint } from "#engines/printing";
import { fileOf } from "#platform/files";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { momentText } from "#ui";
import { isKept } from "../folder.ts";
import { folderRows } from "../folder-store.ts";
import { officeOf } from "../office.ts";
import { paths } from "../paths.ts";
import { PAPER_PERMISSIONS } from "../policy.ts";
import { paperFrame } from "../print-parts.ts";
import { filled, wordsIn } from "../words.ts";
import { type PaperPageDeps, pdfReply } from "./deps.ts";
import { filterIn } from "./folder-filter.ts";
import { seenPaper, type SeenPaper } from "./paper-page.tsx";

const words = wordsIn("vi"); // papers of the office are in Vietnamese

/** The papers that go with paper: what is kept, what was handed out, and labels for the shelf. */
export function paperPrintRoutes(deps: PaperPageDeps): readonly Route[] {
  const see = {
    method: "GET",
    access: "official",
    roles: PAPER_PERMISSIONS["paper see"],
  } as const;
  const base = "/can-bo/ho-so-giay/ho-so/:id";
  return [
    { ...see, path: `${base}/bien-nhan.pdf`, handle: (exchange) => custody(deps, exchange) },
    { ...see, path: `${base}/giao/:file/phieu.pdf`, handle: (one) => handedOut(deps, one) },
    { ...see, path: `${base}/tep/:file`, handle: (one) => authority(deps, one) },
    { ...see, path: paths.labels(), handle: (exchange) => labels(deps, exchange) },
  ];
}

/** A print as the log of looks names it. */
function printOf(key: "print.custody" | "handed.title") {
  return { thing: "print", one: { id: key, name: words[key] } } as const;
}

async function frameOf(deps: PaperPageDeps, exchange: Exchange, seen: SeenPaper, at: Date) {
  const { dossier } = seen;
  const on = dayIn(at);
  const office = await asOfficial(exchange, (tx) => officeOf(tx, dossier.tenantId, on));
  return paperFrame(office.name, on, `${deps.origin()}/tra-cuu?ma=${dossier.code}`);
}

function factsOf({ dossier }: SeenPaper): NotePrint["facts"] {
  return [
    { label: words["print.code"], value: dossier.code },
    { label: words["print.applicant"], value: dossier.applicantName },
  ];
}

const PAPER_COLUMNS: NotePrint["columns"] = [
  { label: words["print.ordinal"], wide: false },
  { label: words["print.paper"], wide: true },
  { label: words["col.pieces"], wide: false },
];

/** Biên nhận giữ bản chính: what the applicant takes home for the originals left here. */
async function custody(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenPaper(deps, exchange, printOf("print.custody"));
  const kept = seen?.papers.filter(isKept) ?? [];
  const last = kept.at(-1);
  if (seen === undefined || last === undefined) return { kind: "missing" };
  const pdf = await deps.printer.print(
    "note",
    {
      ...(await frameOf(deps, exchange, seen, last.notedAt)),
      paper: "a5",
      title: words["print.custody"],
      number: "",
      facts: factsOf(seen),
      columns: PAPER_COLUMNS,
      rows: kept.map((one, place) => [
        String(place + 1),
        one.note === "" ? one.title : `${one.title} (${one.note})`,
        String(one.pieces),
      ]),
      sentences: [words["print.custody-text"]],
      signers: [
        { title: words["print.applicant-signs"], name: seen.dossier.applicantName },
        { title: words["print.keeper-signs"], name: last.notedName },
      ],
    },
    last.notedAt,
  );
  return pdfReply(pdf, `bien-nhan-ban-chinh-${seen.dossier.code}.pdf`);
}

/** What left the desk, with the line that its receiver signs. */
async function handedOut(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenPaper(deps, exchange, printOf("handed.title"));
  const delivery = seen?.deliveries.find((one) => one.publicId === exchange.params["file"]);
  if (seen === undefined || delivery === undefined) return { kind: "missing" };
  const gone = seen.papers.filter((one) => one.deliveryId === delivery.id);
  const pdf = await deps.printer.print(
    "note",
    {
      ...(await frameOf(deps, exchange, seen, delivery.handedAt)),
      paper: "a5",
      title: words[`print.handed-${delivery.what}`],
      number: "",
      facts: [
        ...factsOf(seen),
        { label: words["col.receiver"], value: delivery.receiverName },
        {
          label: words["out.citizen-id"],
          value: maskedCitizenId(delivery.receiverCitizenId),
        },
        {
          label: words["col.authority"],
          value: [words[`authority.${delivery.authority}`], delivery.authorityText ?? ""]
            .filter((part) => part !== "")
            .join(": "),
        },
      ],
      columns: gone.length === 0 ? [] : PAPER_COLUMNS,
      rows: gone.map((one, place) => [String(place + 1), one.title, String(one.pieces)]),
      sentences: [filled(words["print.handed-text"], { at: momentText(delivery.handedAt) })],
      signers: [
        { title: words["print.receiver-signs"], name: delivery.receiverName },
        { title: words["print.giver-signs"], name: delivery.handedName },
      ],
    },
    delivery.handedAt,
  );
  return pdfReply(pdf, `phieu-giao-${seen.dossier.code}.pdf`);
}

/** The scanned authority of a proxy. */
async function authority(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenPaper(deps, exchange, {
    thing: "paper",
    one: { id: exchange.params["file"] ?? "", name: words["authority.paper"] },
  });
  const delivery = seen?.deliveries.find((one) => one.publicId === exchange.params["file"]);
  const fileId = delivery?.fileId;
  if (delivery === undefined || fileId == null) return { kind: "missing" };
  const file = await asOfficial(exchange, (tx) =>
    fileOf(tx, "paper-delivery", delivery.id, fileId),
  );
  if (file === undefined) return { kind: "missing" };
  return {
    kind: "file",
    stream: await deps.store.open(file.tenantId, file.sha256),
    type: file.type,
    name: file.name,
    inline: true,
    sizeBytes: file.sizeBytes,
  };
}

const LABELS_A_SHEET = 24;

/** Labels of what the list shows: a sheet. */
async function labels(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const { tenantIds } = officialSession(exchange);
  const { now } = exchange;
  const folders = await asOfficial(exchange, (tx) =>
    folderRows(tx, tenantIds, { ...filterIn(exchange.query), limit: LABELS_A_SHEET }),
  );
  if (folders.length === 0) return { kind: "missing" };
  const titleOf = (appId: string): string => deps.dossiers.apps.get(appId)?.app.title.vi ?? "";
  const pdf = await deps.printer.print(
    "labels",
    {
      ...paperFrame("", dayIn(now), deps.origin()),
      labels: folders.map((one) => ({
        code: one.code,
        name: one.applicantName,
        what: titleOf(one.appId),
        shelf: one.shelf ?? one.resultShelf ?? "",
      })),
    },
    now,
  );
  return pdfReply(pdf, "nhan-ho-so.pdf");
}
