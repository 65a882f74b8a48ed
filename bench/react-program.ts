import { rmSync } from "node:fs";
import path from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { parseAst } from "rolldown/parseAst";

/** What React calls an attribute that HTML and our views call otherwise. */
const REACT_NAMES: Readonly<Record<string, string>> = {
  class: "className",
  for: "htmlFor",
  autocomplete: "autoComplete",
  autofocus: "autoFocus",
  charset: "charSet",
  colspan: "colSpan",
  crossorigin: "crossOrigin",
  datetime: "dateTime",
  enctype: "encType",
  enterkeyhint: "enterKeyHint",
  formaction: "formAction",
  formnovalidate: "formNoValidate",
  hreflang: "hrefLang",
  "http-equiv": "httpEquiv",
  inputmode: "inputMode",
  maxlength: "maxLength",
  minlength: "minLength",
  novalidate: "noValidate",
  readonly: "readOnly",
  rowspan: "rowSpan",
  spellcheck: "spellCheck",
  tabindex: "tabIndex",
};

/** React's own words for what the views import of Preact. */
const STAND_INS: Readonly<Record<string, string>> = {
  preact: `export { createElement, Fragment } from "react";`, // for a key after a spread
  "preact-render-to-string": `export { renderToString } from "react-dom/server";`,
  "preact/jsx-runtime": `export * from "react/jsx-runtime";`,
};

/**
 * The whole program once more with the same views rendered by React: their names of attributes become React's when it is
 * built, not when a page is made, and React is the one meant for production. Gives its main file, beside our own.
 */
export async function buildReactProgram(root: string): Promise<{ main: string; remove(): void }> {
  const dist = path.join(root, "dist");
  const bundle = await rolldown({
    input: { main: path.join(root, "src/main/main.ts") },
    platform: "node",
    external: (id) =>
      !/^[.#]/u.test(id) && !path.isAbsolute(id) && !/^(?:react|preact)(?:$|[-/])/u.test(id),
    transform: { define: { "process.env.NODE_ENV": `"production"` } },
    plugins: [VIEWS_FOR_REACT],
    logLevel: "silent",
  });
  const { output } = await bundle.write({
    dir: dist,
    format: "esm",
    entryFileNames: "react-[name].js",
    chunkFileNames: "react-[name]-[hash].js",
  });
  await bundle.close();
  return {
    main: path.join(dist, "react-main.js"),
    remove: () => {
      for (const { fileName } of output) rmSync(path.join(dist, fileName), { force: true });
    },
  };
}

const MARK = "\0stand-in:";

const VIEWS_FOR_REACT: Plugin = {
  name: "views-for-react",
  resolveId: (id) => (id in STAND_INS ? MARK + id : undefined),
  load: (id) => (id.startsWith(MARK) ? STAND_INS[id.slice(MARK.length)] : undefined),
  transform: {
    filter: { id: /\.tsx$/u },
    handler: (code, id) => withReactNames(code, id),
  },
};

/** The same source with the attributes of elements under React's names; components keep their properties. */
function withReactNames(code: string, id: string): string {
  const edits: { readonly start: number; readonly end: number; readonly name: string }[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && node.type === "JSXOpeningElement")
      edits.push(...renamed(node as unknown as Opening)); // the tree has no narrower type
    for (const part of Object.values(node)) visit(part);
  };
  visit(parseAst(code, { lang: "tsx" }, id));
  return edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.name + text.slice(edit.end), code);
}

interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** As far as it is looked at here. */
interface Opening {
  readonly name: Named;
  readonly attributes: readonly { readonly type: string; readonly name: Named }[];
}

function renamed({ name, attributes }: Opening) {
  if (!/^[a-z]/u.test(name.name)) return [];
  return attributes.flatMap((one) => {
    const other = one.type === "JSXAttribute" ? REACT_NAMES[one.name.name] : undefined;
    return other === undefined ? [] : [{ start: one.name.start, end: one.name.end, name: other }];
  });
}
