import { type App, text } from "#app-kit";
import { DECISION_EDITION, LEAD_EDITION, REVIEW_EDITION } from "./editions.ts";

const FIELD = text("Người có công", "People of merit");
const LEAD_ID = "mai-tang-phi";

/** Mai táng phí, trợ cấp một lần khi người có công với cách mạng từ trần: phường, quận, Sở. */
export const funeralGrant: App = {
  id: LEAD_ID,
  procedureCode: "1.002305.000.00.00.H29",
  title: text(
    "Mai táng phí, trợ cấp một lần khi người có công từ trần",
    "Funeral grant for people of merit",
  ),
  summary: text(
    "Dành cho thân nhân lo mai táng người có công. Nộp một lần tại phường; phường, quận và Sở nối tiếp nhau giải quyết.",
    "For relatives who arrange the funeral of a person of merit. Filed once with the ward; ward, district and department follow each other.",
  ),
  field: FIELD,
  receivedBy: text(
    "Ủy ban nhân dân phường nơi quản lý hồ sơ người có công",
    "People’s Committee of the ward that keeps the merit file",
  ),
  ownerKind: "ward",
  editions: [LEAD_EDITION],
};

export const funeralGrantReview: App = {
  id: "mai-tang-phi-tham-tra",
  procedureCode: "1.002305.000.00.00.H29-02",
  title: text("Thẩm tra hồ sơ mai táng phí", "Check of a funeral grant"),
  summary: text(
    "Phần việc của quận, huyện trong thủ tục mai táng phí.",
    "The district’s part of the funeral grant.",
  ),
  field: FIELD,
  receivedBy: text(
    "Ủy ban nhân dân quận, huyện, do phường chuyển đến",
    "People’s Committee of the district, handed over by the ward",
  ),
  ownerKind: "district",
  partOf: LEAD_ID,
  editions: [REVIEW_EDITION],
};

export const funeralGrantDecision: App = {
  id: "mai-tang-phi-quyet-dinh",
  procedureCode: "1.002305.000.00.00.H29-03",
  title: text("Quyết định trợ cấp mai táng phí", "Decision on a funeral grant"),
  summary: text(
    "Phần việc của Sở trong thủ tục mai táng phí.",
    "The department’s part of the funeral grant.",
  ),
  field: FIELD,
  receivedBy: text(
    "Sở Lao động - Thương binh và Xã hội, do quận, huyện chuyển đến",
    "Department of Labour, Invalids and Social Affairs, handed over by the district",
  ),
  ownerKind: "department",
  owners: ["so-lao-dong-thuong-binh-va-xa-hoi"],
  partOf: LEAD_ID,
  editions: [DECISION_EDITION],
};
