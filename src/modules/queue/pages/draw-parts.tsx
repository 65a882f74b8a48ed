import type { VNode } from "preact";
import { Icon, LinkTo } from "#ui";
import { nameOf } from "../desk.ts";
import type { QueueNow } from "../find-queue.ts";
import { PRIORITIES, type Priority } from "../ticket.ts";
import { filled, type Words } from "../words.ts";

/** First question of drawing a number: what for. Every answer is one large target with how many wait there. */
export function ServiceChoice(props: {
  readonly queue: QueueNow;
  readonly language: "vi" | "en";
  readonly words: Words;
  readonly hrefOf: (code: string) => string;
}): VNode {
  const { queue, language, words, hrefOf } = props;
  return (
    <ul class="big-choices">
      {queue.services.map((service) => {
        const count = queue.waiting.filter((one) => one.serviceId === service.id).length;
        return (
          <li key={service.id}>
            <LinkTo href={hrefOf(service.code)} class="big-choice">
              <span class="big-letter" aria-hidden="true">
                {service.prefix}
              </span>
              <span>
                <strong>{nameOf(service, language)}</strong>
                <small>
                  {count === 0 ? words["kiosk.nobody"] : filled(words["kiosk.waiting"], { count })}
                </small>
              </span>
              <Icon name="chevron-right" />
            </LinkTo>
          </li>
        );
      })}
    </ul>
  );
}

/** Second question: whether the law lets them go first. Each answer draws the number. */
export function PriorityChoice(props: {
  readonly action: string;
  readonly serviceCode: string;
  readonly words: Words;
}): VNode {
  const { action, serviceCode, words } = props;
  return (
    <form method="post" action={action} class="big-choices">
      <input type="hidden" name="linh-vuc" value={serviceCode} />
      <button class="big-choice big-usual" type="submit" name="uu-tien" value="">
        <strong>{words["kiosk.no"]}</strong>
        <Icon name="chevron-right" />
      </button>
      {PRIORITIES.map((one) => (
        <button key={one} class="big-choice" type="submit" name="uu-tien" value={one}>
          <span>
            <strong>{words[`priority.${one}`]}</strong>
            <small>{words["priority.short"]}</small>
          </span>
          <Icon name="chevron-right" />
        </button>
      ))}
    </form>
  );
}

export function priorityIn(form: URLSearchParams): Priority | null {
  return PRIORITIES.find((one) => one === form.get("uu-tien")) ?? null;
}
