export { arriveWithBooking } from "./arrive.ts";
export { bookSlot, cancelBooking, moveBooking } from "./book-slot.ts";
export { type Booking } from "./booking.ts";
export { callNext } from "./call-next.ts";
export { closeCounter, openCounter, pauseCounter, resumeCounter } from "./counter-acts.ts";
export { type Counter, type Desk, type Service } from "./desk.ts";
export { drawTicket } from "./draw-ticket.ts";
export { figuresBetween } from "./desk-store.ts";
export { queueNow, waitOf } from "./find-queue.ts";
export {
  closeEarlierDays,
  closeMissedBookings,
  foldQueueFigures,
  remindOfTomorrow,
} from "./jobs.ts";
export { leaveQueue } from "./leave-queue.ts";
export { queueRoutes } from "./module.ts";
export type { QueuePageDeps } from "./pages/page-deps.ts";
export { type Caller as QueueCaller, QUEUE_PERMISSIONS } from "./policy.ts";
export { extendDesk, openDesk } from "./open-desk.ts";
export { publishException, publishReception } from "./publish-reception.ts";
export { queueIdOf, seedDesks, seedWaiting } from "./seed.ts";
export {
  callAgain,
  finishServing,
  linkSubject,
  markNotAnswered,
  startServing,
  transferTicket,
} from "./serve-ticket.ts";
export { type QueueRefusal, type Subject, type Ticket } from "./ticket.ts";
export { paths as queuePaths } from "./paths.ts";
