// src/modules/petitions/cycle-back.ts
import { planted } from "./cycle.ts";
export const back = (): number => planted();
