// src/modules/petitions/pages/page-climbs-to-a-neighbour.ts
import { planted as neighbour } from "../../dossiers/store.ts";
export const planted = neighbour;
