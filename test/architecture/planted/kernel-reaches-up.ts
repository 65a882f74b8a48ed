// src/kernel/kernel-reaches-up.ts
import { emit } from "#platform/outbox";
export const planted = emit;
