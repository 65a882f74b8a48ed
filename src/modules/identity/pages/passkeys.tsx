import type { Exchange, Reply, Route } from "#platform/http";
import { Banner } from "#ui";
import type { AddRefusal } from "../passkeys.ts";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";
import { RecoveryCodes, showAccount } from "./account.tsx";
import type { PageDeps } from "./sign-in.tsx";

export function passkeyRoutes(deps: PageDeps): readonly Route[] {
  const { passkeys } = deps.identity;
  return [
    {
      method: "GET",
      path: paths.askAnyPasskey(),
      access: "public",
      handle: async ({ now }) => ({ kind: "json", body: await passkeys.askAny(now) }),
    },
    {
      method: "GET",
      path: paths.askOwnPasskey(),
      access: "signed-in",
      handle: async ({ now, session }) =>
        session === undefined
          ? { kind: "missing" }
          : { kind: "json", body: await passkeys.askOwn(now, session) },
    },
    {
      method: "GET",
      path: paths.newPasskey(),
      access: "signed-in",
      handle: async ({ now, session }) => {
        if (session === undefined) return { kind: "missing" };
        const asked = await passkeys.askNew(now, session);
        return asked.ok ? { kind: "json", body: asked.value } : { kind: "missing" };
      },
    },
    {
      method: "POST",
      path: paths.addPasskey(),
      access: "signed-in",
      handle: (exchange) => add(deps, exchange),
    },
    {
      method: "POST",
      path: "/tai-khoan/khoa-truy-cap/:key/doi-ten",
      access: "signed-in",
      handle: async ({ session, now, params, form }) => {
        if (session === undefined) return { kind: "missing" };
        const name = form.get("name") ?? "";
        const renamed = await passkeys.rename(now, session, params["key"] ?? "", name);
        return renamed ? { kind: "redirect", to: paths.passkeys() } : { kind: "missing" };
      },
    },
    {
      method: "POST",
      path: "/tai-khoan/khoa-truy-cap/:key/go",
      access: "signed-in",
      handle: async ({ session, now, params }) => {
        if (session === undefined) return { kind: "missing" };
        const removed = await passkeys.remove(now, session, params["key"] ?? "");
        if (removed.ok) return { kind: "redirect", to: paths.passkeys() };
        return removed.error === "missing"
          ? { kind: "missing" }
          : { kind: "redirect", to: paths.stepUp(paths.passkeys()) };
      },
    },
  ];
}

async function add(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { session, now, form } = exchange;
  if (session === undefined) return { kind: "missing" };
  const added = await deps.identity.passkeys.add(now, session, {
    name: form.get("passkey-name") ?? "",
    answer: form.get("credential") ?? "",
  });
  const words = wordsIn(exchange.language);
  if (!added.ok) {
    if (added.error === "proof-needed")
      return { kind: "redirect", to: paths.stepUp(paths.passkeys()) };
    return showAccount(deps, exchange, {
      status: 422,
      passkeys: <Banner kind="warning" title={words[refusalKey(added.error)]} />,
    });
  }
  if (added.value.length === 0) return { kind: "redirect", to: paths.passkeys() };
  return showAccount(deps, exchange, {
    passkeys: <RecoveryCodes codes={added.value} language={exchange.language} />,
  });
}

function refusalKey(refusal: Exclude<AddRefusal, "proof-needed">) {
  return `passkey.${refusal}` as const;
}
