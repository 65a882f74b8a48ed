export { deliverDue } from "./deliver-notices.ts";
export {
  markRead,
  MOST_UNREAD_COUNTED,
  type NewNotice,
  type Notice,
  noticesFor,
  notify,
  type Recipient,
  unreadFor,
} from "./notices.ts";
export { noticeText, type TemplateName } from "./templates.ts";
