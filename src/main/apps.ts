import type { App } from "#app-kit";
import { householdBusiness } from "../../apps/household-business/app.ts";

/** The specialist apps of this installation. */
export const APPS: readonly App[] = [householdBusiness];
