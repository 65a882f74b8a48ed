import type { Route } from "#platform/http";

/** `docs/reference/routes.md`: every route of the program, who may call it, and what kind it is. */
export function routesPage(routes: readonly Route[]): string {
  const lines = routes
    .toSorted((a, b) => order(a).localeCompare(order(b), "en"))
    .map(
      (route) => `| ${route.method} | \`${route.path}\` | ${callers(route)} | ${kindOf(route)} |`,
    );
  return `# Routes

Every route of the program, from the same data that the server serves (\`allRoutes\` in \`src/main/serve.ts\`); each is tried by
callers who may not pass in \`test/policy/routes.test.ts\`. A *page* is read, as HTML or as
a paper; a *form* is sent from a page and checked by origin; *api* answers machines. Whoever may not call a route finds nothing there (404), or is asked to sign in. What an official may then do to a
dossier stands in \`test/policy/permissions.txt\`. Beside them the server answers assets under
\`/tai-nguyen/\`, and \`/metrics\` to the machine itself or a token's bearer (\`src/main/metrics-route.ts\`).

${routes.length} routes, ${routes.filter((route) => route.access === "public").length} of them public.

| method | path | who may call | kind |
|---|---|---|---|
${lines.join("\n")}
`;
}

function order(route: Route): string {
  return `${route.path} ${route.method}`;
}

function callers(route: Route): string {
  const roles = route.roles === undefined ? "" : ` as ${route.roles.join(" or ")}`;
  switch (route.access) {
    case "public":
      return "anyone";
    case "token":
      return `a system whose token is for \`${route.scope ?? ""}\``;
    case "signed-in":
      return `who is signed in${roles}`;
    case "applicant":
      return `applicant${roles}`;
    case "official":
      return `official${roles}`;
  }
}

/** Asked by load balancers; they answer no page. */
const FOR_THE_WATCH = ["/healthz", "/readyz"];

function kindOf(route: Route): "page" | "form" | "api" {
  if (route.path.startsWith("/api/") || FOR_THE_WATCH.includes(route.path)) return "api";
  return route.method === "POST" ? "form" : "page";
}
