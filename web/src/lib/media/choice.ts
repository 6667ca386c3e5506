/** Which devices this person uses here, remembered from one visit to the next. */

export type AnswerMode = "video" | "voice" | "typed";

export interface DeviceChoice {
  mode: AnswerMode;
  cameraId: string | null;
  microphoneId: string | null;
}

const keptUnder = "visavis.devices";
const fresh: DeviceChoice = { mode: "video", cameraId: null, microphoneId: null };

export function rememberedChoice(): DeviceChoice {
  try {
    return { ...fresh, ...(JSON.parse(localStorage.getItem(keptUnder) ?? "{}") as Partial<DeviceChoice>) };
  } catch {
    return fresh;
  }
}

export function rememberChoice(choice: DeviceChoice): void {
  try {
    localStorage.setItem(keptUnder, JSON.stringify(choice));
  } catch {
    // storage may be closed to us: then it is asked again next time
  }
}
