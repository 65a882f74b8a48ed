import type { Route } from "#platform/http";
import { boardRoutes } from "./pages/board.tsx";
import { kioskRoutes } from "./pages/kiosk.tsx";
import type { QueuePageDeps } from "./pages/page-deps.ts";
import { publicQueueRoutes } from "./pages/public-queue.tsx";
import { receiverActRoutes } from "./pages/receiver-acts.ts";
import { receiverRoutes } from "./pages/receiver.tsx";
import { ticketRoutes } from "./pages/ticket.tsx";

/** Every page of the queue: the hall's machine and screen, the phone, and the receiver's counter. */
export function queueRoutes(deps: QueuePageDeps): readonly Route[] {
  return [
    ...publicQueueRoutes(deps),
    ...boardRoutes(deps),
    ...kioskRoutes(deps),
    ...ticketRoutes(deps),
    ...receiverRoutes(deps),
    ...receiverActRoutes(deps),
  ];
}
