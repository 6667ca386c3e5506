/** Notices when somebody starts to speak, from level readings at regular times. */

/** Above the quietest moment so far by this much, and loud enough not to be a breath. */
const aboveFloorDb = 12;
const leastDbfs = -50;
/** Speech goes on for longer than a click of the mouse. */
const lastingS = 0.15;

export class Onset {
  private floorDbfs = 0;
  private loudSinceS: number | null = null;
  private found: number | null = null;

  /** Takes a reading at `atS`; returns when speech began, null before that. */
  hear(rmsDbfs: number, atS: number): number | null {
    if (this.found !== null) return this.found;
    this.floorDbfs = Math.min(this.floorDbfs, rmsDbfs);
    const isLoud = rmsDbfs > Math.max(leastDbfs, this.floorDbfs + aboveFloorDb);
    if (!isLoud) this.loudSinceS = null;
    else this.loudSinceS ??= atS;
    if (this.loudSinceS !== null && atS - this.loudSinceS >= lastingS) this.found = this.loudSinceS;
    return this.found;
  }
}
