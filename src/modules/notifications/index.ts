export { type Bell, createBell } from "./bell.ts";
export { deliverDue } from "./deliver-notices.ts";
export { noticeRoutes } from "./module.ts";
export {
  followNotice,
  markAllRead,
  MOST_UNREAD_COUNTED,
  type NewNotice,
  type Notice,
  noticesFor,
  notify,
  type OfficialInPosition,
  type Reader,
  type Recipient,
  unreadFor,
} from "./notices.ts";
export type { NoticePageDeps } from "./pages/notices.tsx";
export { NOTICE_PERMISSIONS } from "./policy.ts";
export { noticeText, type TemplateName } from "./templates.ts";
