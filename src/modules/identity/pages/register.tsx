import type { VNode } from "preact";
import { citizenId } from "#kernel/citizen-id";
import { phoneNumber } from "#kernel/phone";
import { composed } from "#kernel/vietnamese-text";
import type { Route } from "#platform/http";
import { CitizenPage, ErrorSummary, Field, type Frame, renderPage } from "#ui";
import type { Registration } from "../identity.ts";
import { wordsIn } from "../words.ts";
import type { PageDeps } from "./sign-in.tsx";

type Wrong = keyof Registration | "taken";

/** Registering with a password; where passwords are not for applicants (R18) there is no such page. */
export function registerRoutes(deps: PageDeps): readonly Route[] {
  if (!deps.identity.acceptsApplicantPasswords) return [];
  return [
    {
      method: "GET",
      path: "/dang-ky",
      access: "public",
      handle: async (exchange) => ({
        kind: "page",
        html: renderPage(
          <RegisterView
            frame={deps.frame(exchange)}
            given={readForm(new URLSearchParams())}
            wrong={[]}
          />,
        ),
      }),
    },
    {
      method: "POST",
      path: "/dang-ky",
      access: "public",
      handle: async (exchange) => {
        const given = readForm(exchange.form);
        const wrong = wrongFields(given);
        if (wrong.length === 0) {
          const added = await deps.identity.register(exchange.now, given, exchange.language);
          if (added.ok) return { kind: "redirect", to: "/dang-nhap?moi" };
          wrong.push("taken");
        }
        return {
          kind: "page",
          status: 422,
          html: renderPage(
            <RegisterView frame={deps.frame(exchange)} given={given} wrong={wrong} />,
          ),
        };
      },
    },
  ];
}

function readForm(form: URLSearchParams): Registration {
  const text = (name: string): string => composed(form.get(name) ?? "").trim();
  return {
    name: text("name"),
    citizenId: text("citizenId").replaceAll(/\s/gu, ""),
    phone: phoneNumber(text("phone")) ?? text("phone"),
    email: text("email"),
    login: text("login").toLowerCase(),
    password: form.get("password") ?? "",
  };
}

/** The commonest ways to be guessed; the list of a million is for later, the length does most of the work. */
const GUESSABLE = /^(?:(.)\1+|(?:0?123456789)0?.*|password.*|matkhau.*|qwerty.*)$/iu;

function wrongFields(given: Registration): Wrong[] {
  const wrong: Wrong[] = [];
  if (given.name.length < 2 || given.name.length > 100) wrong.push("name");
  if (citizenId(given.citizenId) === undefined) wrong.push("citizenId");
  if (phoneNumber(given.phone) === undefined) wrong.push("phone");
  if (given.email !== "" && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/u.test(given.email))
    wrong.push("email");
  if (!/^[a-z0-9.]{4,40}$/u.test(given.login)) wrong.push("login");
  if (
    given.password.length < 10 ||
    given.password.length > 200 ||
    GUESSABLE.test(given.password) ||
    given.password.toLowerCase().includes(given.login)
  )
    wrong.push("password");
  return wrong;
}

function RegisterView(props: {
  frame: Frame;
  given: Registration;
  wrong: readonly Wrong[];
}): VNode {
  const { frame, given, wrong } = props;
  const words = wordsIn(frame.language);
  const error = (name: Wrong): string | undefined =>
    wrong.includes(name) ? words[`error.${name}`] : undefined;
  const loginError = error("login") ?? error("taken");
  const errors = wrong.map((name) => ({
    fieldId: name === "taken" ? "login" : name,
    text: words[`error.${name}`],
  }));
  return (
    <CitizenPage {...frame} title={words["register.title"]}>
      <div class="sign-in">
        <h1>{words["register.title"]}</h1>
        <ErrorSummary errors={errors} language={frame.language} />
        <form method="post" action="/dang-ky" class="panel">
          <Field
            id="name"
            label={words["register.name"]}
            hint={words["register.name-hint"]}
            value={given.name}
            error={error("name")}
            autocomplete="name"
          />
          <Field
            id="citizenId"
            label={words["register.citizen-id"]}
            hint={words["register.citizen-id-hint"]}
            value={given.citizenId}
            error={error("citizenId")}
            inputmode="numeric"
          />
          <Field
            id="phone"
            label={words["register.phone"]}
            value={given.phone}
            error={error("phone")}
            type="tel"
            autocomplete="tel"
          />
          <Field
            id="email"
            label={words["register.email"]}
            value={given.email}
            error={error("email")}
            type="email"
            autocomplete="email"
          />
          <Field
            id="login"
            label={words["register.login"]}
            hint={words["register.login-hint"]}
            value={given.login}
            error={loginError}
            autocomplete="username"
          />
          <Field
            id="password"
            label={words["register.password"]}
            hint={words["register.password-hint"]}
            error={error("password")}
            type="password"
            autocomplete="new-password"
          />
          <button class="button" type="submit">
            {words["register.submit"]}
          </button>
        </form>
      </div>
    </CitizenPage>
  );
}
