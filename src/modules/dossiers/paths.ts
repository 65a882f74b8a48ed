/** The addresses of a draft, under where it is filled in: the applicant's own place, or a desk's. */
export function draftPathsAt(base: string) {
  return {
    base,
    step: (id: string, step: string) => `${base}/${id}/buoc/${step}`,
    keep: (id: string, step: string) => `${base}/${id}/buoc/${step}/luu`,
    papers: (id: string) => `${base}/${id}/giay-to`,
    file: (id: string, file: string) => `${base}/${id}/tep/${file}`,
    review: (id: string) => `${base}/${id}/kiem-tra`,
  } as const;
}
export type DraftPaths = ReturnType<typeof draftPathsAt>;

const ownDrafts = draftPathsAt("/ho-so-nhap");

/** Every address of this module; Vietnamese words, because people read and dictate them. */
export const paths = {
  procedures: () => "/thu-tuc",
  procedure: (appId: string) => `/thu-tuc/${appId}`,
  procedureDiagram: (appId: string) => `/thu-tuc/${appId}/quy-trinh.bpmn`,
  startDraft: (appId: string) => `/thu-tuc/${appId}/nop`,
  draftStep: ownDrafts.step,
  draftReview: ownDrafts.review,
  drafts: ownDrafts,
  draftRecords: (id: string, act: "dong-y" | "dien" | "rut") =>
    `/ho-so-nhap/${id}/thong-tin-da-co/${act}`,
  draftReuse: (id: string) => `/ho-so-nhap/${id}/dung-lai`,
  myDossiers: () => "/ho-so-cua-toi",
  myDossier: (id: string) => `/ho-so-cua-toi/${id}`,
  myReceipt: (id: string) => `/ho-so-cua-toi/${id}/giay-tiep-nhan.pdf`,
  myResult: (id: string) => `/ho-so-cua-toi/${id}/ket-qua.pdf`,
  myFile: (id: string, file: string) => `/ho-so-cua-toi/${id}/tep/${file}`,
  supplement: (id: string) => `/ho-so-cua-toi/${id}/bo-sung`,
  mySupplementForm: (id: string) => `/ho-so-cua-toi/${id}/phieu-bo-sung.pdf`,
  myRefusal: (id: string) => `/ho-so-cua-toi/${id}/phieu-tu-choi.pdf`,
  myApology: (id: string) => `/ho-so-cua-toi/${id}/phieu-xin-loi.pdf`,
  myEnding: (id: string) => `/ho-so-cua-toi/${id}/thong-bao.pdf`,
  withdraw: (id: string) => `/ho-so-cua-toi/${id}/rut-ho-so`,
  rating: (id: string) => `/ho-so-cua-toi/${id}/danh-gia`,
  lookUp: () => "/tra-cuu",
  /** How a released result stands today; the page is the result registers'. */
  myStanding: (id: string) => `/ho-so-cua-toi/${id}/hieu-luc`,
  worklist: () => "/can-bo/viec",
  worklistOf: (filter: Readonly<Record<string, string>>) =>
    `/can-bo/viec?${new URLSearchParams(filter).toString()}`,
  handOverMany: () => "/can-bo/viec/chuyen",
  saveView: () => "/can-bo/viec/luu",
  savedView: (id: string) => `/can-bo/viec/danh-sach/${id}`,
  find: () => "/can-bo/tim",
  morning: () => "/can-bo/hom-nay",
  staffDossier: (id: string) => `/can-bo/ho-so/${id}`,
  staffAct: (id: string, act: string) => `/can-bo/ho-so/${id}/${act}`,
  staffFile: (id: string, file: string) => `/can-bo/ho-so/${id}/tep/${file}`,
  controlSheet: (id: string) => `/can-bo/ho-so/${id}/phieu-kiem-soat.pdf`,
  dossierRegister: () => "/can-bo/so-theo-doi",
  processMoves: (appId: string) => `/can-bo/thu-tuc/${appId}/chuyen-quy-trinh`,
  processMove: (appId: string, move: { readonly id: string; readonly tenantId: string }) =>
    `/can-bo/thu-tuc/${appId}/chuyen-quy-trinh?co-quan=${move.tenantId}&lan=${move.id}`,
  staffDiagram: (id: string) => `/can-bo/ho-so/${id}/quy-trinh.bpmn`,
} as const;
