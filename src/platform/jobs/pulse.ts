/** A loop that works until nothing is left, then waits; for relays whose delay people would notice. */
export interface Pulse {
  /** Something was just committed: look now instead of at the next beat. */
  nudge(): void;
  stop(): Promise<void>;
}

/**
 * Runs `beat` again at once while it reports work, else after `restMs`. Beats never overlap. A failed beat is reported
 * and the loop goes on: the work is still in the database.
 */
export function createPulse(
  beat: () => Promise<number>,
  restMs: number,
  onError: (error: unknown) => void,
): Pulse {
  const state = { isStopped: false };
  let wake: (() => void) | undefined;
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, restMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async (): Promise<void> => {
    while (!state.isStopped) {
      const done = await beat().catch((error: unknown) => {
        onError(error);
        return 0;
      });
      if (done === 0 && !state.isStopped) await rest();
    }
  };
  const running = loop();
  return {
    nudge: () => wake?.(),
    stop: async () => {
      state.isStopped = true;
      wake?.();
      await running;
    },
  };
}
