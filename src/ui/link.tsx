import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "./icon.tsx";

export interface LinkToProps {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly class?: string | undefined;
  readonly id?: string | undefined;
  readonly rel?: string | undefined;
  readonly lang?: string | undefined;
  readonly download?: boolean | string | undefined;
  readonly "aria-current"?: "page" | "step" | "true" | undefined;
  readonly "aria-label"?: string | undefined;
  readonly "aria-describedby"?: string | undefined;
}

/** A link that goes only where pages are: a javascript: or data: address becomes plain text. */
export function LinkTo({ href, children, ...rest }: LinkToProps): VNode {
  return isPlace(href) ? (
    <a href={href} {...rest}>
      {children}
    </a>
  ) : (
    <span class={rest.class}>{children}</span>
  );
}

/** True for an address a link may lead to: a path of ours, https, mail, telephone, or a place on this page. */
export function isPlace(href: string): boolean {
  return /^(?:\/(?![/\\])|\?|#|https?:\/\/|mailto:|tel:)/iu.test(href) && !/[\t\n\r]/u.test(href);
}

export type ButtonKind = "primary" | "secondary" | "danger" | "link";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly kind?: ButtonKind | undefined;
  readonly type?: "submit" | "button" | "reset" | undefined;
  readonly icon?: IconName | undefined;
  /** An address makes it a link that looks like a button. */
  readonly href?: string | undefined;
  readonly form?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Sends the form without the browser's own checks, as "add another" does. */
  readonly formnovalidate?: boolean | undefined;
  /** A longer name where the words alone would not say which one, as in a list. */
  readonly "aria-label"?: string | undefined;
  /** A single key that presses it, while single keys are on (`islands/keys.ts`). */
  readonly "data-key"?: string | undefined;
}

const BUTTON_CLASSES: Readonly<Record<ButtonKind, string>> = {
  primary: "button",
  secondary: "button button-quiet",
  danger: "button button-danger",
  link: "link-button",
};

/** What a page is for (`primary`), what else may be done, what destroys, or a quiet act in a line. */
export function Button(props: ButtonProps): VNode {
  const { children, kind = "primary", type = "submit", icon, href, ...rest } = props;
  const content = (
    <>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </>
  );
  if (href !== undefined)
    return (
      <LinkTo
        href={href}
        class={kind === "link" ? undefined : BUTTON_CLASSES[kind]}
        aria-label={rest["aria-label"]}
      >
        {content}
      </LinkTo>
    );
  return (
    <button class={BUTTON_CLASSES[kind]} type={type} {...rest}>
      {content}
    </button>
  );
}

/** A code to take along; with JavaScript a button copies it. */
export function CopyCode({ value }: { readonly value: string }): VNode {
  return (
    <copy-code data-value={value}>
      <code class="code num">{value}</code>
    </copy-code>
  );
}
