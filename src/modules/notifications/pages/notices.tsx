import type { VNode } from "preact";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Button,
  CitizenPage,
  EmptyState,
  type Frame,
  LinkTo,
  Panel,
  renderPage,
  StaffPage,
  Tag,
  When,
} from "#ui";
import { asReader } from "../as-reader.ts";
import { followNotice, markAllRead, type Notice, noticesFor } from "../notices.ts";
import { paths } from "../paths.ts";
import { noticeText } from "../templates.ts";
import { type Words, wordsIn } from "../words.ts";

/** What the pages of this module are handed by the composition root. */
export interface NoticePageDeps {
  frame(exchange: Exchange): Frame;
}

/** A notice is followed by sending a form: nothing is marked read by a browser that only looks ahead. */
export function noticePageRoutes(deps: NoticePageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/thong-bao",
      access: "signed-in",
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: "/thong-bao/da-doc",
      access: "signed-in",
      handle: async (exchange) => {
        const newest = exchange.form.get("den") ?? "";
        const marked = asReader(exchange, (tx, reader) =>
          markAllRead(tx, exchange.now, reader, newest),
        );
        if (marked === undefined) return { kind: "missing" };
        await marked;
        return { kind: "redirect", to: paths.notices() };
      },
    },
    {
      method: "POST",
      path: "/thong-bao/:id/mo",
      access: "signed-in",
      handle: async (exchange) => {
        const href = await asReader(exchange, (tx, reader) =>
          followNotice(tx, exchange.now, reader, exchange.params["id"] ?? ""),
        );
        return href === undefined ? { kind: "missing" } : { kind: "redirect", to: href };
      },
    },
  ];
}

const PAGE = 20;

async function show(deps: NoticePageDeps, exchange: Exchange): Promise<Reply> {
  const { language, query, session } = exchange;
  const before = query.get("sau") ?? undefined;
  const notices = await asReader(exchange, (tx, reader) =>
    noticesFor(tx, reader, PAGE + 1, before),
  );
  if (notices === undefined) return { kind: "missing" };
  const words = wordsIn(language);
  const frame = deps.frame(exchange);
  const content = (
    <NoticeList
      notices={notices.slice(0, PAGE)}
      hasOlder={notices.length > PAGE}
      isFirst={before === undefined}
      hasUnread={(frame.unread ?? 0) > 0}
      isOfficial={session?.kind === "official"}
      words={words}
      language={language}
    />
  );
  const page = { ...frame, title: words["title"] };
  const html = renderPage(
    session?.kind === "official" ? (
      <StaffPage {...page} current={paths.notices()}>
        {content}
      </StaffPage>
    ) : (
      <CitizenPage {...page}>{content}</CitizenPage>
    ),
  );
  return { kind: "page", html };
}

interface ListProps {
  readonly notices: readonly Notice[];
  readonly hasOlder: boolean;
  readonly isFirst: boolean;
  /** Anywhere, also on an older page. */
  readonly hasUnread: boolean;
  readonly isOfficial: boolean;
  readonly words: Words;
  readonly language: "vi" | "en";
}

function NoticeList(props: ListProps): VNode {
  const { notices, isFirst, hasUnread, words, language } = props;
  const [newest] = notices;
  if (newest === undefined)
    return (
      <>
        <h1>{words["title"]}</h1>
        {isFirst ? (
          <EmptyState
            title={words["empty"]}
            text={words[props.isOfficial ? "empty-official" : "empty-applicant"]}
          />
        ) : (
          <EmptyState title={words["empty-page"]} text={words["empty-page-text"]}>
            <p>
              <LinkTo href={paths.notices()}>{words["newest"]}</LinkTo>
            </p>
          </EmptyState>
        )}
      </>
    );
  return (
    <>
      <h1>{words["title"]}</h1>
      <p class="lead">{words[hasUnread ? "some-unread" : "all-read"]}</p>
      <Panel
        title={words["list.title"]}
        id="danh-sach"
        actions={
          isFirst && hasUnread ? (
            <form method="post" action={paths.markAllRead()}>
              <input type="hidden" name="den" value={newest.id} />
              <Button kind="link">{words["mark-all"]}</Button>
            </form>
          ) : undefined
        }
      >
        <ol class="tasks">
          {notices.map((notice) => (
            <NoticeItem key={notice.id} {...{ notice, words, language }} />
          ))}
        </ol>
      </Panel>
      <Pages {...props} last={notices.at(-1)} />
    </>
  );
}

function NoticeItem(props: {
  readonly notice: Notice;
  readonly words: Words;
  readonly language: "vi" | "en";
}): VNode {
  const { notice, words, language } = props;
  const { subject, text } = noticeText(notice.template, language, notice.params);
  const isUnread = notice.readAt === null;
  return (
    <li>
      <div>
        {isUnread ? (
          <form method="post" action={paths.follow(notice.id)}>
            <Button kind="link" aria-label={`${words["open"]}: ${subject}`}>
              <strong>{subject}</strong>
            </Button>
          </form>
        ) : (
          <LinkTo href={notice.href}>{subject}</LinkTo>
        )}
        <p class="hint">{text}</p>
        <p class="hint">
          <Tag kind={isUnread ? "info" : "neutral"}>{words[isUnread ? "unread" : "read"]}</Tag>{" "}
          <When at={notice.createdAt} />
        </p>
        {notice.mailFailed ? <p class="error">{words["mail-failed"]}</p> : null}
      </div>
    </li>
  );
}

/** Forward by the last notice shown, and back to the newest. */
function Pages(props: ListProps & { readonly last: Notice | undefined }): VNode | null {
  const { hasOlder, isFirst, words, last } = props;
  if (!hasOlder && isFirst) return null;
  return (
    <nav class="pager" aria-label={words["pages"]}>
      {isFirst ? null : <LinkTo href={paths.notices()}>{words["newest"]}</LinkTo>}
      {hasOlder && last !== undefined ? (
        <LinkTo href={paths.notices(last.id)} rel="next">
          {words["older"]}
        </LinkTo>
      ) : null}
    </nav>
  );
}
