import type { Route } from "#platform/http";
import { bookRoutes } from "./pages/book.tsx";
import { bookingRoutes } from "./pages/booking.tsx";
import { daySheetRoutes } from "./pages/day-sheet.tsx";
import { boardRoutes } from "./pages/board.tsx";
import { deskSetupRoutes } from "./pages/desk-setup.tsx";
import { figureRoutes } from "./pages/figures.tsx";
import { kioskRoutes } from "./pages/kiosk.tsx";
import type { QueuePageDeps } from "./pages/page-deps.ts";
import { publicQueueRoutes } from "./pages/public-queue.tsx";
import { receiverActRoutes } from "./pages/receiver-acts.ts";
import { receiverRoutes } from "./pages/receiver.tsx";
import { receptionRoutes } from "./pages/reception-setup.tsx";
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
    ...bookRoutes(deps),
    ...bookingRoutes(deps),
    ...figureRoutes(deps),
    ...daySheetRoutes(deps),
    ...receptionRoutes(deps),
    ...deskSetupRoutes(deps),
  ];
}
