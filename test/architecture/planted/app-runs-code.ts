// apps/bakery/app-runs-code.ts
import { uuidv7 } from "#kernel/ids";
export const planted = uuidv7;
