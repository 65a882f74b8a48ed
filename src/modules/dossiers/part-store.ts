import type { Tx } from "#platform/database";
import type { Dossier, DossierState } from "./dossier.ts";

/** What one agency does after another for an applicant who filed once (liên thông), and for which dossier. */
export interface Part {
  readonly tenantId: string;
  readonly dossierId: string;
  /** The task that the leading process placed here, and waits for. */
  readonly taskId: string;
  readonly step: string;
  readonly leadTenantId: string;
  readonly leadId: string;
  readonly leadCode: string;
  readonly leadAgency: string;
  /** What the applicant was promised for the whole, as it stood when the part was handed over. */
  readonly leadDueAt: Date | null;
  readonly agencyName: string;
  readonly applicantId: string;
  readonly handedAt: Date;
}

const PART = `p.tenant_id AS "tenantId", p.dossier_id AS "dossierId", p.task_id AS "taskId", p.step, p.lead_tenant_id AS "leadTenantId",
  p.lead_id AS "leadId", p.lead_code AS "leadCode", p.lead_agency AS "leadAgency", p.lead_due_at AS "leadDueAt",
  p.agency_name AS "agencyName", p.applicant_id AS "applicantId", p.handed_at AS "handedAt"`;

export async function insertPart(tx: Tx, part: Part): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.part (tenant_id, dossier_id, task_id, step, lead_tenant_id, lead_id, lead_code, lead_agency, lead_due_at,
       agency_name, applicant_id, handed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      part.tenantId,
      part.dossierId,
      part.taskId,
      part.step,
      part.leadTenantId,
      part.leadId,
      part.leadCode,
      part.leadAgency,
      part.leadDueAt,
      part.agencyName,
      part.applicantId,
      part.handedAt,
    ],
  );
}

export function partByTask(tx: Tx, tenantId: string, taskId: string): Promise<Part | undefined> {
  return tx.row<Part>(
    `SELECT ${PART}
     FROM dossiers.part p
     WHERE p.tenant_id = $1 AND p.task_id = $2`,
    [tenantId, taskId],
  );
}

export function partOf(
  tx: Tx,
  { tenantId, id }: Pick<Dossier, "tenantId" | "id">,
): Promise<Part | undefined> {
  return tx.row<Part>(
    `SELECT ${PART}
     FROM dossiers.part p
     WHERE p.tenant_id = $1 AND p.dossier_id = $2`,
    [tenantId, id],
  );
}

/** A part as the applicant sees it: where it is, by when it is to be done, and its paper once it is. */
export interface PartSeen extends Pick<Part, "step" | "agencyName" | "handedAt"> {
  readonly publicId: string;
  readonly appId: string;
  readonly state: DossierState;
  readonly dueAt: Date | null;
  readonly releasedAt: Date | null;
}

/** The parts of an applicant's dossier that were handed over, in that order. */
export function partsOfLead(tx: Tx, leadId: string): Promise<PartSeen[]> {
  return tx.rows<PartSeen>(
    `SELECT p.step, p.agency_name AS "agencyName", p.handed_at AS "handedAt", d.public_id AS "publicId", d.app_id AS "appId", d.state,
            d.first_due_at AS "dueAt", d.released_at AS "releasedAt"
     FROM dossiers.part p
     JOIN dossiers.dossier d ON d.tenant_id = p.tenant_id AND d.id = p.dossier_id
     WHERE p.lead_id = $1
     ORDER BY p.handed_at
     LIMIT 50`,
    [leadId],
  );
}
