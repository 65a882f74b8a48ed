import type { Route } from "#platform/http";
import { type NoticePageDeps, noticePageRoutes } from "./pages/notices.tsx";

/** What one was told, for officials and applicants alike. */
export function noticeRoutes(deps: NoticePageDeps): readonly Route[] {
  return noticePageRoutes(deps);
}
