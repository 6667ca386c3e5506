/** How loud the microphone is right now. */

export interface Level {
  /** Root mean square of the last 43 ms, in dB below full scale (0 is the loudest possible). */
  rmsDbfs: number;
  peakDbfs: number;
}

export const silenceDbfs = -90;

export function toDbfs(amplitude: number): number {
  return Math.max(silenceDbfs, 20 * Math.log10(Math.max(amplitude, 1e-9)));
}

export function measure(samples: Float32Array): Level {
  let sum = 0;
  let peak = 0;
  for (const sample of samples) {
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rmsDbfs: toDbfs(Math.sqrt(sum / Math.max(1, samples.length))), peakDbfs: toDbfs(peak) };
}

export interface LevelMeter {
  read: () => Level;
  close: () => void;
}

/** Listens without being heard: nothing is connected to the loudspeaker. */
export function openLevelMeter(stream: MediaStream): LevelMeter {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  // a page that was reloaded has had no gesture yet; the first one starts the meter
  const resume = (): void => void context.resume();
  window.addEventListener("pointerdown", resume);
  window.addEventListener("keydown", resume);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      return measure(samples);
    },
    close: () => {
      window.removeEventListener("pointerdown", resume);
      window.removeEventListener("keydown", resume);
      void context.close();
    },
  };
}
