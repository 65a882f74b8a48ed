import type { App } from "#app-kit";
import { birthRegistration } from "../../apps/birth-registration/app.ts";
import { constructionPermit } from "../../apps/construction-permit/app.ts";
import {
  funeralGrant,
  funeralGrantDecision,
  funeralGrantReview,
} from "../../apps/funeral-grant/app.ts";
import { groundwaterExtraction } from "../../apps/groundwater-extraction/app.ts";
import { householdBusiness } from "../../apps/household-business/app.ts";
import { investmentRegistration } from "../../apps/investment-registration/app.ts";
import { landUseChange } from "../../apps/land-use-change/app.ts";

/** The specialist apps of this installation. */
export const APPS: readonly App[] = [
  householdBusiness,
  birthRegistration,
  constructionPermit,
  investmentRegistration,
  groundwaterExtraction,
  landUseChange,
  funeralGrant,
  funeralGrantReview,
  funeralGrantDecision,
];
