import { uuidv7 } from "#kernel/ids";
import { type Database, type Tx, withTenant } from "#platform/database";
import { testDatabase } from "./database.ts";
import {
  completeTask,
  createDefinitions,
  type Moved,
  processOf,
  type ProcessView,
  publishDefinition,
  startInstance,
  type Variables,
  type WorkflowDeps,
} from "#engines/workflow";

/** Several record-holders and the processes between them, for the store tests of the workflow. */
export const now = new Date("2025-04-25T03:00:00Z");
export const HOUR_MS = 3_600_000;
export const later = (hours: number): Date => new Date(now.getTime() + hours * HOUR_MS);

/** Record-holders: the district that asks, and those that are asked. */
export const tenants = {
  district1: "01900000-0000-7000-8000-000000000001",
  construction: "01900000-0000-7000-8000-000000000002",
  planning: "01900000-0000-7000-8000-000000000003",
  fire: "01900000-0000-7000-8000-000000000004",
  environment: "01900000-0000-7000-8000-000000000005",
  transport: "01900000-0000-7000-8000-000000000006",
} as const;
export type Tenant = keyof typeof tenants;

export const FIVE = [
  { name: "Sở Xây dựng", tenantId: tenants.construction },
  { name: "Sở Quy hoạch – Kiến trúc", tenantId: tenants.planning },
  { name: "Cảnh sát phòng cháy", tenantId: tenants.fire },
  { name: "Sở Tài nguyên và Môi trường", tenantId: tenants.environment },
  { name: "Sở Giao thông vận tải", tenantId: tenants.transport },
];

/** A database with published processes, and subjects that move through them. */
export class Stage {
  readonly db: Database;
  readonly deps: WorkflowDeps;

  constructor(db: Database, deps: Partial<WorkflowDeps> = {}) {
    this.db = db;
    this.deps = {
      definitions: createDefinitions(),
      dueMoment: async (_, from, term) =>
        new Date(from.getTime() + Number(term.split(":")[1]) * HOUR_MS),
      ...deps,
    };
  }

  static async open(deps: Partial<WorkflowDeps> = {}): Promise<Stage> {
    return new Stage(await testDatabase(), deps);
  }

  in<T>(tenant: Tenant, work: (tx: Tx) => Promise<T>): Promise<T> {
    const actor = { kind: "system", job: "test" } as const;
    return withTenant(this.db, { tenantIds: [tenants[tenant]], actor }, work);
  }

  publish(xml: string): Promise<string> {
    return this.in("district1", (tx) => publishDefinition(tx, now, xml));
  }

  /** Starts a process in District 1 for a new subject. */
  async start(definitionHash: string, variables: Variables = {}): Promise<Subject> {
    const subject = { subjectKind: "dossier", subjectId: uuidv7(now.getTime()) };
    const moved = await this.in("district1", (tx) =>
      startInstance(tx, now, this.deps, { ...subject, definitionHash, variables }),
    );
    return { ...subject, moved };
  }

  complete(taskId: string | undefined, variables: Variables = {}) {
    return this.in("district1", (tx) =>
      completeTask(tx, now, this.deps, { taskId: taskId ?? "", by: "official:lan", variables }),
    );
  }

  async view(subject: Pick<Subject, "subjectKind" | "subjectId">): Promise<ProcessView> {
    const view = await this.in("district1", (tx) =>
      processOf(tx, subject.subjectKind, subject.subjectId),
    );
    if (view === undefined) throw new Error("the subject has no process");
    return view;
  }

  async waiting(subject: Subject): Promise<string[]> {
    return (await this.view(subject)).waiting.map((one) => one.nodeId);
  }
}

export interface Subject {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly moved: Moved;
}
