// src/modules/petitions/harmless.ts
import { emit } from "#platform/outbox";
import { planted as own } from "./store.ts";
export const planted = [emit, own, `SELECT code FROM petitions.petition`];
