/** When to say aloud that another's expression has changed: settled changes only, and never often (see cues.py). */

export interface Rhythm {
  /** Seconds between two cues, at least. */
  apartS: number;
  /** How long a class has to last before it is told. */
  settledS: number;
}

export const rhythm: Rhythm = { apartS: 6, settledS: 1 };
const mostOther = 0.25;

interface Look {
  atS: number;
  label: string | null;
}

/** Is shown look after look, and says which class to tell now, if any. What the model can't tell is no class. */
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
    this.#looks = [...this.#looks.filter((look) => look.atS >= atS - settledS - 1e-6), { atS, label }];
    if (label === null || label === this.#told || atS - this.#toldAtS < apartS || !this.#isSettled(atS, label)) return null;
    this.#told = label;
    this.#toldAtS = atS;
    return label;
  }

  #isSettled(atS: number, label: string): boolean {
    const first = this.#looks[0]?.atS ?? atS;
    const others = this.#looks.filter((look) => look.label !== label).length;
    return atS - first >= 0.8 * this.#rhythm.settledS && others / this.#looks.length <= mostOther;
  }
}
