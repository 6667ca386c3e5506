/** When to say aloud that another's expression has changed: settled changes only, and never often (see cues.py). */

export interface Rhythm {
  /** Seconds between two cues, at least. */
  apartS: number;
  /** How long a class has to last before it is told. */
  settledS: number;
}

export const rhythm: Rhythm = { apartS: 6, settledS: 1 };
const mostOther = 0.25;
/** After a longer pause nobody knows what was between: what was seen before it doesn't count. */
const longestPauseS = 5;

interface Look {
  atS: number;
  label: string | null;
}

/** Stands for a class where nobody is in view. */
export const nobody = "nobody";

/** Is shown look after look, and says which class to tell now, if any. What the model can't tell is no class; that nobody
 * is in view any more is told like one. */
export class CueKeeper {
  #looks: Look[] = [];
  #told: string | null = null;
  #toldAtS = -Infinity;
  readonly #rhythm: Rhythm;

  constructor(chosen: Rhythm = rhythm) {
    this.#rhythm = chosen;
  }

  see(atS: number, label: string | null): string | null {
    const { apartS, settledS } = this.#rhythm;
    this.#looks = [...this.#looks.filter((look) => look.atS >= atS - settledS - 2 * longestPauseS), { atS, label }];
    if (label === null || label === this.#told || atS - this.#toldAtS < apartS || !isSettled(this.#looks, settledS)) return null;
    this.#told = label;
    this.#toldAtS = atS;
    return label;
  }
}

function isSettled(looks: readonly Look[], settledS: number): boolean {
  const lasting = lastLooks(looks, settledS);
  const others = lasting.filter((look) => look.label !== looks.at(-1)?.label).length;
  return lasting.length > 1 && others / lasting.length <= mostOther;
}

/**
 * The fewest last looks, two at least, that stand for `settledS`, however fast they come; none when it is too early.
 *
 * The first of them stands for half the time since the look before it as well.
 */
function lastLooks(looks: readonly Look[], settledS: number): readonly Look[] {
  const nowS = looks.at(-1)?.atS ?? 0;
  for (let first = looks.length - 1; first >= 0; first--) {
    const atS = looks[first]?.atS ?? nowS;
    const beforeS = looks[first - 1]?.atS ?? atS;
    const isEnd = atS - beforeS > longestPauseS;
    const lastedS = nowS - (isEnd ? atS : (atS + beforeS) / 2);
    if (first < looks.length - 1 && lastedS >= settledS - 1e-6) return looks.slice(first);
    if (isEnd) return [];
  }
  return [];
}
