import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, type Frame, renderPage, StaffPage } from "#ui";
import { findFacts } from "../find-figures.ts";
import { paths } from "../paths.ts";
import { answer, questionIn } from "../question.ts";
import { wordsIn } from "../words.ts";
import { type IndicatorDeps, isStaff } from "./deps.ts";
import { exportRoutes } from "./export.ts";
import { FigureBody } from "./figure-body.tsx";

/** `/thong-ke` for everyone, `/can-bo/thong-ke` for officials: what was received, answered, on time and late. */
export function figureRoutes(deps: IndicatorDeps): readonly Route[] {
  const handle = (exchange: Exchange): Promise<Reply> => show(deps, exchange);
  return [
    { method: "GET", path: paths.figures(), access: "public", handle },
    { method: "GET", path: paths.staffFigures(), access: "official", handle },
    ...exportRoutes(deps),
  ];
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const today = dayIn(now);
  const question = questionIn(query, today);
  const apps = deps.apps();
  const facts = await findFacts(exchange, apps, question.period);
  const shown = answer(question, facts, apps, { language, today });
  const body = (
    <FigureBody
      {...{ question, apps, shown, words, language, today }}
      isStaff={isStaff(exchange)}
      roles={exchange.session?.roles ?? []}
      isLoading={deps.isLoading()}
    />
  );
  return {
    kind: "page",
    html: renderPage(
      <Framed
        frame={deps.frame(exchange)}
        isStaff={isStaff(exchange)}
        title={words["figures.title"]}
      >
        {body}
      </Framed>,
    ),
  };
}

/** The same content in the frame of whoever reads it. */
export function Framed(props: {
  readonly frame: Frame;
  readonly isStaff: boolean;
  readonly title: string;
  readonly children: VNode;
}): VNode {
  const { frame, title, children } = props;
  return props.isStaff ? (
    <StaffPage {...frame} title={title} current={paths.staffFigures()}>
      {children}
    </StaffPage>
  ) : (
    <CitizenPage {...frame} title={title} wide>
      {children}
    </CitizenPage>
  );
}
