export {
  custodianOf,
  custodiansOn,
  type Tenant,
  tenantOfAgency,
  tenantsHeldBy,
  transferCustody,
} from "./tenancy.ts";
export { seedTenancy, tenantIdOf } from "./seed.ts";
