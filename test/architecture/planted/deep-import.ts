import { emit } from "#platform/outbox/outbox.ts";
export const planted = emit;
