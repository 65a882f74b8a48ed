export { answerQuestion, type ConsultationRefusal } from "./answer-question.ts";
export { consultationRoutes } from "./module.ts";
export type { ConsultationDeps } from "./pages/deps.ts";
export { type Asked, passPapers } from "./pass-papers.ts";
export { CONSULTATION_PERMISSIONS } from "./policy.ts";
