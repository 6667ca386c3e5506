/** Why there is no picture or sound, told apart so that each reason can have its own words and its own way out. */

export type MediaFailure =
  | "insecure_origin"
  | "unsupported_browser"
  | "no_camera"
  | "no_microphone"
  | "no_device"
  | "refused"
  | "in_use"
  | "device_gone"
  | "unknown";

export interface Surroundings {
  isSecure: boolean;
  hasMediaDevices: boolean;
  hasRecorder: boolean;
}

export function lookAround(): Surroundings {
  const devices: unknown = navigator.mediaDevices;
  return {
    isSecure: window.isSecureContext,
    hasMediaDevices: devices !== undefined,
    hasRecorder: typeof MediaRecorder !== "undefined",
  };
}

/** Browsers hide the camera on plain HTTP, so the origin is looked at before the browser is blamed. */
export function failureBeforeAsking(around: Surroundings): MediaFailure | null {
  if (!around.isSecure) return "insecure_origin";
  return around.hasMediaDevices && around.hasRecorder ? null : "unsupported_browser";
}

const byName: Record<string, MediaFailure> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  PermissionDeniedError: "refused", // older Chromium
  NotReadableError: "in_use",
  TrackStartError: "in_use", // older Chromium
  AbortError: "in_use",
  OverconstrainedError: "device_gone",
};

/** `seen` is what enumerateDevices lists; getUserMedia itself does not say which of the two is missing. */
export function explainFailure(error: unknown, seen: readonly { kind: string }[]): MediaFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name !== "NotFoundError" && name !== "DevicesNotFoundError") return byName[name] ?? "unknown";
  const hasCamera = seen.some((device) => device.kind === "videoinput");
  const hasMicrophone = seen.some((device) => device.kind === "audioinput");
  if (hasMicrophone && !hasCamera) return "no_camera";
  return hasCamera && !hasMicrophone ? "no_microphone" : "no_device";
}

export type BrowserFamily = "chromium" | "safari" | "firefox" | "ios" | "android" | "other";

/** Only to say where the permission switch is. */
export function browserFamily(agent: string = navigator.userAgent): BrowserFamily {
  if (/iPhone|iPad/.test(agent)) return "ios";
  if (/Android/.test(agent)) return "android";
  if (/Firefox\//.test(agent)) return "firefox";
  if (/Chrom(e|ium)\//.test(agent)) return "chromium";
  return /Safari\//.test(agent) ? "safari" : "other";
}
