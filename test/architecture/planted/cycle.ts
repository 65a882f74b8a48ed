// src/modules/petitions/cycle.ts
import { back } from "./cycle-back.ts";
export const planted = (): number => back();
