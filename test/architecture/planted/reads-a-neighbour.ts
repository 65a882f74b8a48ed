// src/modules/petitions/reads-a-neighbour.ts
export const planted = `SELECT d.code FROM petitions.petition p JOIN dossiers.dossier d ON d.id = p.dossier_id`;
