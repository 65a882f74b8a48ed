export { deliverDue } from "./deliver-notices.ts";
export { markRead, type Notice, noticesFor, notify } from "./notices.ts";
export { noticeText, type TemplateName } from "./templates.ts";
