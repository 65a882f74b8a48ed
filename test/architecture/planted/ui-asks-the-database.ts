// src/ui/ui-asks-the-database.ts
import { withTenant } from "#platform/database";
export const planted = withTenant;
