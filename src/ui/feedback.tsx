import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "./icon.tsx";

export type BannerKind = "info" | "success" | "warning" | "error";

const BANNER_ICONS: Readonly<Record<BannerKind, IconName>> = {
  info: "info",
  success: "success",
  warning: "warning",
  error: "error",
};

/** What just happened or must be known first. Warnings and errors are read aloud at once. */
export function Banner(props: {
  readonly kind: BannerKind;
  readonly title: string;
  readonly children?: ComponentChildren;
}): VNode {
  const isUrgent = props.kind === "warning" || props.kind === "error";
  return (
    <div class={`banner banner-${props.kind}`} role={isUrgent ? "alert" : "status"}>
      <Icon name={BANNER_ICONS[props.kind]} />
      <div>
        <strong>{props.title}</strong>
        {props.children}
      </div>
    </div>
  );
}

/** Nothing here yet: why, and what to do about it. */
export function EmptyState(props: {
  readonly title: string;
  readonly text: string;
  readonly action?: ComponentChildren;
  readonly icon?: IconName | undefined;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class="empty">
      <Icon name={props.icon ?? "inbox"} />
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.action}
      {props.children}
    </div>
  );
}
