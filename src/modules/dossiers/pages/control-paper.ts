import { workedSteps } from "#engines/workflow";
import { asOfficial, type Exchange, type Reply, type Route } from "#platform/http";
import { controlPrint } from "../control-print.ts";
import { controlSheet } from "../control-sheet.ts";
import { pdfReply, printContext } from "./my-papers.ts";
import type { PageDeps } from "./page-deps.ts";
import { seenBy } from "./staff-dossier.tsx";

/** Form 05 on paper, at any moment of the dossier, for officials who see it (R15). */
export function controlPaperRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/ho-so/:id/phieu-kiem-soat.pdf",
      access: "official",
      handle: (exchange) => print(deps, exchange),
    },
  ];
}

async function print(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { now } = exchange;
  const seen = await seenBy(deps, exchange, { thing: "print" });
  if (seen?.process === undefined) return { kind: "missing" };
  const { dossier, process } = seen;
  const context = await asOfficial(exchange, (tx) => printContext(tx, deps, dossier, now));
  const supporters = [...new Set(seen.asked.flatMap((one) => one.item ?? []))];
  const sheet = controlSheet({ ...seen, process: workedSteps(process), now });
  const data = controlPrint(context, sheet, { supporters, now });
  const pdf = await deps.printer.print("control-sheet", data, now);
  return pdfReply(pdf, `${dossier.code}-phieu-kiem-soat.pdf`);
}
