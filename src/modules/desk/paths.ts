import { draftPathsAt } from "#modules/dossiers";

/** Every address of this module. `id` is the draft's public id, which its dossier keeps. */
export const paths = {
  entries: () => "/can-bo/quay",
  entriesForOthers: () => "/can-bo/quay?cho=khac",
  begin: (appId: string) => `/can-bo/quay/moi/${appId}`,
  drafts: draftPathsAt("/can-bo/quay/nhap"),
  entry: (id: string) => `/can-bo/quay/ho-so/${id}`,
  accept: (id: string) => `/can-bo/quay/ho-so/${id}/tiep-nhan`,
  receipt: (id: string) => `/can-bo/quay/ho-so/${id}/giay-tiep-nhan.pdf`,
} as const;
