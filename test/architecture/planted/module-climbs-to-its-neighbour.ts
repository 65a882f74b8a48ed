// src/modules/petitions/module-climbs-to-its-neighbour.ts
import { planted as neighbour } from "../dossiers/store.ts";
export const planted = neighbour;
