/** Notices when somebody starts to speak, from level readings at regular times. */

/** Above the quietest moment so far by this much. */
const aboveFloorDb = 12;
/** A room that is louder than this at the first reading, or a person who speaks already, tells nothing. */
const quietDbfs = -45;
/** Speech goes on for longer than a click of the mouse. */
const lastingS = 0.15;

export class Onset {
  private floorDbfs: number | null = null;
  private isUnknowable = false;
  private loudSinceS: number | null = null;
  private found: number | null = null;

  /** Takes a reading at `atS`; returns when speech began, null before that and when it cannot be told. */
  hear(rmsDbfs: number, atS: number): number | null {
    if (this.floorDbfs === null) this.isUnknowable = rmsDbfs > quietDbfs;
    if (this.isUnknowable || this.found !== null) {
      this.floorDbfs ??= rmsDbfs;
      return this.found;
    }
    this.floorDbfs = Math.min(this.floorDbfs ?? rmsDbfs, rmsDbfs);
    if (rmsDbfs <= this.floorDbfs + aboveFloorDb) this.loudSinceS = null;
    else this.loudSinceS ??= atS;
    if (this.loudSinceS !== null && atS - this.loudSinceS >= lastingS) this.found = this.loudSinceS;
    return this.found;
  }
}
