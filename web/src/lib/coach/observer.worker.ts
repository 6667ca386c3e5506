import { Human, type Config } from "@vladmandic/human";

import { seenOf, type Found, type Seen } from "./seen";

/** Where the build puts the models and the runtime; see vite.config.ts. */
declare const __COACH_FILES__: string;

export type ToObserver = { picture: ImageBitmap; atMs: number };
export type FromObserver = { name: "ready" } | { name: "seen"; seen: Seen; costMs: number } | { name: "failed"; why: string };

/** Everything that only other uses need is off: no emotion, age, sex or identity is ever worked out. */
const config: Partial<Config> = {
  backend: "wasm",
  wasmPath: new URL(__COACH_FILES__, self.location.origin).href,
  modelBasePath: new URL(__COACH_FILES__, self.location.origin).href,
  debug: false,
  cacheModels: false,
  warmup: "none",
  filter: { enabled: false },
  gesture: { enabled: false },
  body: { enabled: false },
  object: { enabled: false },
  segmentation: { enabled: false },
  face: {
    enabled: true,
    detector: { maxDetected: 2, rotation: false, skipFrames: 0, skipTime: 0 },
    mesh: { enabled: true },
    iris: { enabled: true },
    attention: { enabled: false },
    emotion: { enabled: false },
    description: { enabled: false },
    antispoof: { enabled: false },
    liveness: { enabled: false },
  },
  hand: {
    enabled: true,
    maxDetected: 2,
    minConfidence: 0.3, // the landmarks decide (see seen.ts): the detector alone takes chins for palms
    landmarks: true,
    rotation: false,
    skipFrames: 0,
    skipTime: 0,
    detector: { modelPath: "handdetect.json" },
    skeleton: { modelPath: "handlandmark-lite.json" },
  },
};

const human = new Human(config);
const say = (message: FromObserver): void => postMessage(message);

async function begin(): Promise<void> {
  await human.load();
  say({ name: "ready" });
}

async function look({ picture, atMs }: ToObserver): Promise<void> {
  const began = performance.now();
  const found = await human.detect(picture);
  picture.close();
  // the camera is shown mirrored, but these numbers are the picture's own
  say({ name: "seen", seen: seenOf(found as unknown as Found, atMs), costMs: performance.now() - began });
}

const fail = (error: unknown): void => say({ name: "failed", why: String(error) });

begin().catch(fail);
addEventListener("message", (event: MessageEvent<ToObserver>) => {
  look(event.data).catch(fail);
});
