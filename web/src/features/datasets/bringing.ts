/** Files on their way to the server: one after the other, each with an outcome of its own. */

export interface Outcome {
  key: number;
  name: string;
  state: "waiting" | "sending" | "taken" | "refused";
  /** Why it was refused, in the server's words. */
  reason: string | null;
}

export type Change = (outcomes: readonly Outcome[]) => Outcome[];

export function enlisted(names: readonly string[], firstKey: number): Outcome[] {
  return names.map((name, index) => ({ key: firstKey + index, name, state: "waiting", reason: null }));
}

export function changed(key: number, change: Partial<Outcome>): Change {
  return (outcomes) => outcomes.map((one) => (one.key === key ? { ...one, ...change } : one));
}

/** Sends the files in order and tells of each change; a file that is refused doesn't hold up the others. */
export async function bringAll(
  files: readonly File[],
  firstKey: number,
  send: (file: File) => Promise<unknown>,
  tell: (change: Change) => void,
): Promise<void> {
  for (const [index, file] of files.entries()) {
    const key = firstKey + index;
    tell(changed(key, { state: "sending" }));
    try {
      await send(file);
      tell(changed(key, { state: "taken" }));
    } catch (error) {
      tell(changed(key, { state: "refused", reason: error instanceof Error ? error.message : String(error) }));
    }
  }
}

export function counts(outcomes: readonly Outcome[]): { taken: number; refused: number; left: number } {
  const of = (...states: Outcome["state"][]): number => outcomes.filter((one) => states.includes(one.state)).length;
  return { taken: of("taken"), refused: of("refused"), left: of("waiting", "sending") };
}
