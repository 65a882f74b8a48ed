export { emit, type OutgoingEvent, type RelayedEvent, receiveOnce, relayOnce } from "./outbox.ts";
