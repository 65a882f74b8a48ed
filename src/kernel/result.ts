/** An expected outcome: the value, or a refusal that the caller must look at. Impossible things throw instead. */
export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Refusal };

export function ok<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

export function refused<Refusal>(error: Refusal): Result<never, Refusal> {
  return { ok: false, error };
}
