/**
 * Tells a take that is being recorded in some tab from one whose tab died.
 *
 * A tab holds a Web Lock for the take that it records. The browser frees the lock when the tab ends in any way, so a take
 * marked "recording" whose lock is free was cut off and can be closed with the pieces that were kept.
 */

const lockName = (key: string) => `visavis-take-${key}`;

/** The browser's locks; null where it has none (plain HTTP from another machine). */
export function pageLocks(): LockManager | null {
  const found: unknown = globalThis.navigator.locks;
  return (found as LockManager | undefined) ?? null;
}

/** Resolves, once the lock is held, with the function that lets go of it. */
export function holdAlive(key: string, locks: LockManager | null = pageLocks()): Promise<() => void> {
  if (!locks) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    const hold = () =>
      new Promise<void>((letGo) => {
        resolve(letGo);
      });
    locks.request(lockName(key), hold).catch(reject);
  });
}

/** Without locks no other tab can be asked, so a take counts as alive. Cameras need a secure origin, and so do locks. */
export async function isAlive(key: string, locks: LockManager | null = pageLocks()): Promise<boolean> {
  if (!locks) return true;
  return locks.request(lockName(key), { ifAvailable: true }, (lock) => lock === null);
}
