// src/modules/petitions/deep-import.ts
import { emit } from "#platform/outbox";
import { emit as deep } from "#platform/outbox/outbox.ts";
export const planted = [emit, deep];
