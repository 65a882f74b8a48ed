import { openPlacedTasks, type PlacedTask } from "#engines/workflow";
import { isUuid } from "#kernel/ids";
import { deadlineLight } from "#kernel/explain-clock";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { DataTable, EmptyState, Light, Pager, renderPage, StaffPage } from "#ui";
import { paths } from "../paths.ts";
import { mayOnQuestion } from "../policy.ts";
import { questionOf } from "../question.ts";
import { wordsIn } from "../words.ts";
import type { ConsultationDeps } from "./deps.ts";

const PAGE = 25;

/** Questions that other agencies asked this one. */
export function questionListRoutes(deps: ConsultationDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: paths.questions(),
      access: "official",
      roles: ["specialist", "head", "leader", "inspector"],
      handle: (exchange) => show(deps, exchange),
    },
  ];
}

async function show(deps: ConsultationDeps, exchange: Exchange): Promise<Reply> {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const session = officialSession(exchange);
  const { tasks, time } = await asOfficial(exchange, async (tx) => ({
    tasks: await openPlacedTasks(tx, {
      roles: session.roles.includes("inspector") ? ["specialist", "head", "leader"] : session.roles,
      after: afterIn(exchange.query),
      limit: PAGE + 1,
    }),
    time: (await deps.dossiers.calendars.workingTime(tx, now)).time,
  }));
  const shown = tasks.slice(0, PAGE).flatMap((task) => {
    const question = questionOf(deps.dossiers, task);
    return question === undefined || !mayOnQuestion(session, "consultation see", task)
      ? []
      : [question];
  });
  const last = tasks.length > PAGE ? tasks[PAGE - 1] : undefined;
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words.title} current={paths.questions()}>
      <h1>{words.title}</h1>
      {shown.length === 0 ? (
        <EmptyState title={words.empty} text={words["empty-text"]} />
      ) : (
        <DataTable
          caption={words.caption}
          columns={[
            { key: "code", label: words["col.code"] },
            { key: "procedure", label: words["col.procedure"] },
            { key: "from", label: words["col.from"] },
            { key: "due", label: words["col.due"] },
          ]}
          rows={shown.map(({ task, about, procedure }) => {
            const light =
              task.dueAt === null ? undefined : deadlineLight(task.dueAt, now, time, false);
            return {
              id: task.id,
              code: <a href={paths.question(task.id)}>{about.code}</a>,
              procedure: `${procedure[language]} · ${about.title}`,
              from: about.askedBy,
              due:
                light === undefined ? (
                  ""
                ) : (
                  <Light state={light.state} words={light.words[language]} />
                ),
            };
          })}
        />
      )}
      {last === undefined ? null : <Pager language={language} next={pageAfter(last)} />}
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

/** Keyset: the moment and the id of the last question that was seen. */
function pageAfter({ since, id }: PlacedTask): string {
  return `${paths.questions()}?sau=${since.getTime()}.${id}`;
}

function afterIn(query: URLSearchParams): Pick<PlacedTask, "since" | "id"> | undefined {
  const [ms = "", id = ""] = (query.get("sau") ?? "").split(".");
  return /^\d{1,15}$/u.test(ms) && isUuid(id) ? { since: new Date(Number(ms)), id } : undefined;
}
