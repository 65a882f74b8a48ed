import { contactOf, mandateTold } from "#modules/identity";
import type { Result } from "#kernel/result";
import { withDoor } from "#platform/database";
import { keepUpload, refusalWords } from "#platform/files";
import type { Exchange, Reply, Route } from "#platform/http";
import type { Claim } from "../delivery.ts";
import { NOTED_KINDS } from "../folder.ts";
import { handOut } from "../hand-out.ts";
import { notePaper } from "../note-paper.ts";
import { paths } from "../paths.ts";
import { PAPER_PERMISSIONS, type PaperAction } from "../policy.ts";
import type { PaperRefusal } from "../refusals.ts";
import { shelveFolder, shelveResult } from "../shelve.ts";
import { inTenant, type PaperPageDeps } from "./deps.ts";
import { seenPaper, type SeenPaper, showPaper } from "./paper-page.tsx";

type Act = (exchange: Exchange, seen: SeenPaper) => Promise<Result<unknown, PaperRefusal>>;

/** What is done with the paper of one dossier: `POST /can-bo/ho-so-giay/ho-so/:id/<act>`. */
export function paperActRoutes(deps: PaperPageDeps): readonly Route[] {
  const note: Act = (exchange, { dossier }) => {
    const { form, now } = exchange;
    const kind = NOTED_KINDS.find((one) => one === form.get("viec")) ?? "checked";
    const pieces = (form.get("so-ban") ?? "").trim();
    return inTenant(exchange, dossier.tenantId, (tx, caller) =>
      notePaper(tx, now, deps.dossiers, caller, {
        publicId: dossier.publicId,
        slot: form.get("giay") ?? "",
        kind,
        pieces: /^\d{1,4}$/u.test(pieces) ? Number(pieces) : 0,
        note: form.get("ghi-chu") ?? "",
      }),
    );
  };
  const shelving =
    (work: typeof shelveFolder): Act =>
    (exchange, { dossier }) => {
      const { form, now } = exchange;
      return inTenant(exchange, dossier.tenantId, (tx, caller) =>
        work(tx, now, caller, {
          publicId: dossier.publicId,
          rack: form.get("gia") ?? "",
          row: form.get("ngan") ?? "",
          box: form.get("o") ?? "",
        }),
      );
    };
  return [
    actRoute(deps, "giay-to", "paper note", note),
    actRoute(deps, "cho-de", "paper shelve", shelving(shelveFolder)),
    actRoute(deps, "cho-de-ket-qua", "result shelve", shelving(shelveResult)),
    {
      method: "POST",
      path: "/can-bo/ho-so-giay/ho-so/:id/giao",
      access: "official",
      roles: PAPER_PERMISSIONS["paper hand-out"],
      uploads: true,
      handle: (exchange) => give(deps, exchange),
    },
  ];
}

function actRoute(deps: PaperPageDeps, name: string, action: PaperAction, act: Act): Route {
  return {
    method: "POST",
    path: `/can-bo/ho-so-giay/ho-so/:id/${name}`,
    access: "official",
    roles: PAPER_PERMISSIONS[action],
    handle: async (exchange) => {
      const seen = await seenPaper(deps, exchange);
      if (seen === undefined) return { kind: "missing" };
      const done = await act(exchange, seen);
      if (done.ok) return { kind: "redirect", to: paths.folder(seen.dossier.publicId) };
      return done.error === "missing" ? { kind: "missing" } : showPaper(deps, exchange, done.error);
    },
  };
}

/** The claim is read and the scan kept before the transaction; both are judged inside it. */
async function give(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenPaper(deps, exchange);
  if (seen === undefined) return { kind: "missing" };
  const { dossier } = seen;
  const { form, now } = exchange;
  const claim = await claimIn(deps, exchange, seen);
  if ("problem" in claim) return showPaper(deps, exchange, "authority-missing", claim.problem);
  const done = await inTenant(exchange, dossier.tenantId, (tx, caller) =>
    handOut(tx, now, caller, {
      publicId: dossier.publicId,
      what: form.get("giao-gi") === "result" ? "result" : "originals",
      papers: form.getAll("ban-chinh"),
      claim,
    }),
  );
  if (!done.ok)
    return done.error === "missing" ? { kind: "missing" } : showPaper(deps, exchange, done.error);
  return {
    kind: "redirect",
    to: `${paths.folder(dossier.publicId)}?da-giao=${done.value.publicId}`,
  };
}

async function claimIn(
  deps: PaperPageDeps,
  exchange: Exchange,
  { dossier }: SeenPaper,
): Promise<Claim | { readonly problem: string }> {
  const { form, db, now, language, uploads } = exchange;
  const citizenId = form.get("so-dinh-danh") ?? "";
  const knownOf = (accountId: string): Promise<string | null> =>
    withDoor(db, "sign_in", async (tx) => (await contactOf(tx, accountId))?.citizenId ?? null);
  switch (form.get("ai-nhan")) {
    case "mandate": {
      const mandate = await withDoor(db, "sign_in", (tx) =>
        mandateTold(tx, form.get("ma-uy-quyen") ?? "", now),
      );
      const known = mandate === undefined ? null : await knownOf(mandate.proxyId);
      return { by: "mandate", citizenId, mandate, known };
    }
    case "paper": {
      const [received] = uploads.get("ban-quet") ?? [];
      const kept =
        received === undefined ? undefined : await keepUpload(deps, dossier.tenantId, received);
      if (received !== undefined && kept?.ok === false)
        return { problem: `${received.name}: ${refusalWords(kept.error, language)}` };
      const scan = kept?.ok === true ? kept.value : undefined;
      return {
        by: "paper",
        citizenId,
        name: form.get("nguoi-nhan") ?? "",
        text: form.get("van-ban") ?? "",
        scan,
      };
    }
    default:
      return { by: "applicant", citizenId, known: await knownOf(dossier.accountId) };
  }
}
