// src/engines/numbering/engine-climbs-to-a-module.ts
export { planted } from "../../modules/petitions/store.ts";
