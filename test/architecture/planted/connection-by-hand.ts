// src/modules/petitions/connection-by-hand.ts
import { Pool } from "pg";
export const planted = new Pool();
