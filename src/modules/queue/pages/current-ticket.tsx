import type { VNode } from "preact";
import { Button, Field, LinkTo, Panel, Select, Tag } from "#ui";
import { type Counter, nameOf } from "../desk.ts";
import type { QueueNow } from "../find-queue.ts";
import { paths } from "../paths.ts";
import { type Ticket, waitedSeconds } from "../ticket.ts";
import { filled, type Words } from "../words.ts";
import type { QueuePageDeps } from "./page-deps.ts";

interface Props {
  readonly own: Counter;
  readonly current: Ticket | undefined;
  readonly queue: QueueNow;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly now: Date;
  readonly deps: QueuePageDeps;
}

/** Whom the counter has in hand, with what can be done now; nothing else is offered. */
export function CurrentTicket(props: Props): VNode {
  const { own, current, words } = props;
  if (current === undefined)
    return (
      <Panel title={words["work.current"]} id="dang-lam">
        <p>
          <strong>{words["work.nobody"]}.</strong> {words["work.nobody-text"]}
        </p>
        {own.state === "open" ? (
          <form method="post" action={paths.act("goi")}>
            <Button data-key="n">
              {words["work.call"]} <kbd aria-hidden="true">N</kbd>
            </Button>
          </form>
        ) : null}
      </Panel>
    );
  return (
    <Panel title={words["work.current"]} id="dang-lam">
      <Who {...props} current={current} />
      <div class="acts">
        {current.state === "called" ? (
          <>
            <Act ticket={current} act="bat-dau" letter="b" words={words["work.start"]} isMain />
            <Act ticket={current} act="goi-lai" letter="r" words={words["work.again"]} />
            <Act ticket={current} act="vang" letter="v" words={words["work.absent"]} />
          </>
        ) : (
          <>
            {own.state === "open" ? (
              <form method="post" action={paths.act("goi")}>
                <input type="hidden" name="xong" value="1" />
                <Button data-key="n">
                  {words["work.finish-call"]} <kbd aria-hidden="true">N</kbd>
                </Button>
              </form>
            ) : null}
            <Act ticket={current} act="xong" letter="x" words={words["work.finish"]} />
          </>
        )}
      </div>
      <SendOn {...props} current={current} />
      <Linked {...props} current={current} />
    </Panel>
  );
}

type WithTicket = Props & { readonly current: Ticket };

function Who({ current, queue, words, language }: WithTicket): VNode {
  const service = queue.services.find((one) => one.id === current.serviceId);
  const minutes = Math.round(waitedSeconds(current, current.firstCalledAt ?? current.drawnAt) / 60);
  return (
    <div class="in-hand">
      <p class="in-hand-label num">{current.label}</p>
      <div>
        <p>
          <strong>{service === undefined ? "" : nameOf(service, language)}</strong>
        </p>
        <p>
          <Tag kind={current.state === "serving" ? "success" : "info"}>
            {words[`state.${current.state}`]}
          </Tag>{" "}
          {current.priority === null ? null : (
            <Tag kind="urgent">
              {words["priority.short"]}: {words[`priority.${current.priority}`]}
            </Tag>
          )}
        </p>
        <p class="hint">
          {filled(words["work.waited"], { minutes })} ·{" "}
          {filled(words["work.calls"], { calls: current.calls })}
        </p>
      </div>
    </div>
  );
}

function Act(props: {
  readonly ticket: Ticket;
  readonly act: string;
  readonly letter: string;
  readonly words: string;
  readonly isMain?: boolean;
}): VNode {
  const { ticket, act, letter, words, isMain = false } = props;
  return (
    <form method="post" action={paths.ticketAct(ticket.publicId, act)}>
      <input type="hidden" name="version" value={ticket.version} />
      <Button kind={isMain ? "primary" : "secondary"} data-key={letter}>
        {words} <kbd aria-hidden="true">{letter.toUpperCase()}</kbd>
      </Button>
    </form>
  );
}

function SendOn({ own, current, queue, words }: WithTicket): VNode | null {
  const others = queue.counters.filter((one) => one.id !== own.id && one.state !== "closed");
  if (others.length === 0) return null;
  return (
    <form
      method="post"
      action={paths.ticketAct(current.publicId, "chuyen")}
      class="filters act-form"
    >
      <input type="hidden" name="version" value={current.version} />
      <Select
        id="den-quay"
        label={words["work.transfer"]}
        options={others.map((one) => ({
          value: String(one.number),
          label: `${filled(words["work.counter"], { number: one.number })} · ${one.officialName ?? ""}`,
        }))}
      />
      <Button kind="secondary">{words["work.transfer-act"]}</Button>
    </form>
  );
}

function Linked({ current, words, deps }: WithTicket): VNode {
  const { subject } = current;
  const href = subject === null ? undefined : deps.subjectHref(subject);
  return (
    <form method="post" action={paths.ticketAct(current.publicId, "ho-so")} class="act-form">
      {subject === null ? null : (
        <p>
          {href === undefined ? (
            subject.code
          ) : (
            <LinkTo href={href}>{filled(words["work.link-open"], { code: subject.code })}</LinkTo>
          )}
        </p>
      )}
      <input type="hidden" name="version" value={current.version} />
      <Field
        id="ma-ho-so"
        label={words["work.link-code"]}
        hint={words["work.link-hint"]}
        width={20}
        maxlength={60}
      />
      <Button kind="secondary">{words["work.link-act"]}</Button>
    </form>
  );
}
