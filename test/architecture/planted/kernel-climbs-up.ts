// src/kernel/kernel-climbs-up.ts
import { planted as above } from "../modules/petitions/store.ts";
export const planted = above;
