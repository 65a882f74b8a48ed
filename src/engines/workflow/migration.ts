import { ok, refused, type Result } from "#kernel/result";
import type { Definition, Node, UnsupportedElement } from "./node.ts";
import type { Hung, Token } from "./token.ts";

/** Where the tokens of a process stand in another version of it. */
export interface Migration<T extends Token> {
  readonly kept: readonly (T & { readonly node: Node })[];
  /** Events on a step that the new version no longer has. */
  readonly dropped: readonly T[];
  /** Events on a step that only the new version has. */
  readonly hung: readonly Hung[];
}

/** Ids of elements and flows of the old version, each with its id in the new one; what is not named keeps its id. */
export type ElementMapping = Readonly<Record<string, string>>;

/**
 * Finds for every token the element it stands on in the new version, or says by name which ones stand on nothing. What
 * hangs on a step follows the step: an event that the new version lacks falls away, one that it added is waited for.
 */
export function migrated<T extends Token>(
  from: Definition,
  to: Definition,
  tokens: readonly T[],
  mapping: ElementMapping,
): Result<Migration<T>, readonly UnsupportedElement[]> {
  const idIn = (id: string): string => mapping[id] ?? id;
  const problems = mappingProblems(from, to, mapping);
  const standing = new Map<string, T & { readonly node: Node }>();
  for (const token of tokens) {
    if (token.attachedTo !== null) continue;
    const node = to.nodes.get(idIn(token.nodeId));
    const reason = reasonAgainst({ from, to, idIn }, token, node);
    if (reason !== undefined) problems.push(problemAt(from, token, reason));
    else if (node !== undefined) standing.set(token.id, onNode(token, node, idIn));
  }
  const hanging = tokens.filter((token) => token.attachedTo !== null);
  const kept = [...standing.values()];
  const dropped: T[] = [];
  for (const token of hanging) {
    const host = standing.get(token.attachedTo ?? "");
    const node = host && eventsOn(to, host).find((one) => one.id === idIn(token.nodeId));
    if (node === undefined) dropped.push(token);
    else kept.push(onNode(token, node, idIn));
  }
  if (problems.length > 0) return refused(problems);
  return ok({ kept, dropped, hung: addedEvents(from, to, [...standing.values()], idIn) });
}

interface Versions {
  readonly from: Definition;
  readonly to: Definition;
  readonly idIn: (id: string) => string;
}

/** Why a token cannot stand there: the new element must be the same kind of thing in the same place. */
function reasonAgainst(
  { from, to, idIn }: Versions,
  token: Token,
  node: Node | undefined,
): string | undefined {
  const before = from.nodes.get(token.nodeId);
  if (node === undefined || before === undefined)
    return "a dossier stands here; the new version has no such element and none is named for it";
  const called = `${node.name} (${node.id})`;
  if (node.kind !== before.kind || (node.tenant === undefined) !== (before.tenant === undefined))
    return `in the new version ${called} is another kind of step`;
  if (
    (node.multi === undefined) !== (before.multi === undefined) ||
    node.multi?.isSequential !== before.multi?.isSequential ||
    node.multi?.item !== before.multi?.item
  )
    return `in the new version ${called} runs for other items, or in another way`;
  if ((before.parent === undefined ? undefined : idIn(before.parent)) !== node.parent)
    return `in the new version ${called} lies in another subprocess`;
  if (token.kind === "join" && !node.incoming.includes(idIn(token.flowId ?? "")))
    return `in the new version no flow ${token.flowId} leads to ${called}`;
  if (token.kind === "compensable" && !to.handlers.has(node.id))
    return `in the new version nothing undoes ${called}`;
  return undefined;
}

function onNode<T extends Token>(
  token: T,
  node: Node,
  idIn: Versions["idIn"],
): T & { readonly node: Node } {
  const flowId = token.flowId === null ? null : idIn(token.flowId);
  return { ...token, nodeId: node.id, flowId, node };
}

/** What may hang on a token: its boundary events, or for a gateway the events it waits for. */
function eventsOn(definition: Definition, host: Pick<Token, "kind" | "nodeId">): readonly Node[] {
  if (host.kind !== "choice")
    return (definition.boundaries.get(host.nodeId) ?? []).filter(
      (one) => one.errorCode === undefined,
    );
  const targets = definition.nodes.get(host.nodeId)?.outgoing ?? [];
  return targets.flatMap(
    (id) => definition.nodes.get(definition.flows.get(id)?.target ?? "") ?? [],
  );
}

/** An event that the old version had too and that is gone has fired already; only new ones are waited for. */
function addedEvents(
  from: Definition,
  to: Definition,
  hosts: readonly Token[],
  idIn: Versions["idIn"],
): Hung[] {
  const known = new Set([...from.nodes.keys()].map(idIn));
  return hosts
    .filter((host) => isHost(host, to))
    .flatMap((host) =>
      eventsOn(to, host)
        .filter((event) => !known.has(event.id))
        .map((event) => ({ nodeId: event.id, attachedTo: host.id })),
    );
}

/** The token that events hang on: of an activity for several items the one around them all. */
function isHost(token: Token, to: Definition): boolean {
  const isMulti = to.nodes.get(token.nodeId)?.multi !== undefined;
  switch (token.kind) {
    case "multi":
    case "choice":
      return true;
    case "user":
    case "placed":
    case "receive":
    case "call":
    case "scope":
      return !isMulti;
    default:
      return false;
  }
}

function mappingProblems(
  from: Definition,
  to: Definition,
  mapping: ElementMapping,
): UnsupportedElement[] {
  const has = (definition: Definition, id: string): boolean =>
    definition.nodes.has(id) || definition.flows.has(id);
  return Object.entries(mapping).flatMap(([old, next]) => {
    const reason = !has(from, old)
      ? "the mapping names an element that the old version does not have"
      : has(to, next)
        ? undefined
        : `the mapping leads to ${next}, which the new version does not have`;
    const name = from.nodes.get(old)?.name ?? "";
    return reason === undefined ? [] : [{ id: old, name, type: "mapping", reason }];
  });
}

function problemAt(from: Definition, token: Token, reason: string): UnsupportedElement {
  const node = from.nodes.get(token.nodeId);
  return { id: token.nodeId, name: node?.name ?? "", type: node?.kind ?? "", reason };
}
