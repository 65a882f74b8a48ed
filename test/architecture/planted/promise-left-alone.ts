// src/modules/petitions/promise-left-alone.ts
const send = async (): Promise<number> => 1;
export function planted(): void {
  send();
}
