import type { Exchange, Reply, Route } from "./exchange.ts";

/** JSON Schema 2020-12, which OpenAPI 3.1 uses as it is. */
export type ApiSchema = Readonly<Record<string, unknown>>;

export interface ApiParameter {
  readonly name: string;
  /** Where it stands; in the query unless given. */
  readonly in?: "path" | "query";
  readonly description: string;
  readonly schema: ApiSchema;
  readonly isRequired: boolean;
}

/** A JSON route that describes itself; the description is what `/api/openapi.json` shows. */
export interface ApiOperation {
  /** What a token must be for; without it anyone may ask. */
  readonly scope?: string;
  readonly path: `/api/${string}`;
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly ApiParameter[];
  readonly answer: ApiSchema;
  handle(exchange: Exchange): Promise<Reply>;
}

export function apiRoute(operation: ApiOperation): Route {
  return {
    method: "GET",
    path: operation.path,
    ...(operation.scope === undefined
      ? ({ access: "public" } as const)
      : ({ access: "token", scope: operation.scope } as const)),
    handle: (exchange) => operation.handle(exchange),
  };
}

/** A problem as RFC 9457 says it. */
export function problem(status: 400 | 404 | 422 | 429, title: string, detail: string): Reply {
  return { kind: "json", status, body: { type: "about:blank", status, title, detail } };
}

const PROBLEM_SCHEMA: ApiSchema = {
  type: "object",
  required: ["type", "status", "title"],
  properties: {
    type: { type: "string" },
    status: { type: "integer" },
    title: { type: "string" },
    detail: { type: "string" },
    instance: { type: "string", description: "Reference number to quote" },
  },
};

/** The description of all operations as OpenAPI 3.1. */
export function openApiDocument(operations: readonly ApiOperation[], version: string): object {
  return {
    openapi: "3.1.0",
    info: {
      title: "HCM-eGOV",
      version,
      description:
        "Data of the one-stop shop. What anyone may ask gives no person's name; the rest asks for a token, issued by the agency's administrator.",
    },
    paths: Object.fromEntries(
      operations.map((operation) => [
        operation.path.replaceAll(/:(\w+)/gu, "{$1}"),
        { get: describedOperation(operation) },
      ]),
    ),
    components: {
      schemas: { Problem: PROBLEM_SCHEMA },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}

function describedOperation(operation: ApiOperation): object {
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.scope === undefined ? {} : { security: [{ token: [operation.scope] }] }),
    parameters: operation.parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.in ?? "query",
      required: parameter.isRequired,
      description: parameter.description,
      schema: parameter.schema,
    })),
    responses: {
      "200": {
        description: operation.summary,
        content: { "application/json": { schema: operation.answer } },
      },
      default: {
        description: "A problem (RFC 9457)",
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    },
  };
}
