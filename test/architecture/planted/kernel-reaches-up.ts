import { emit } from "#platform/outbox";
export const planted = emit;
