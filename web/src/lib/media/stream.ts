/** Opens the camera and the microphone the way the recorder and the measures need them. */
import type { DeviceChoice } from "./choice";
import { presentSize, videoConstraints } from "./picture";

/** Automatic gain would flatten the loudness that the report measures. */
function constraints(choice: DeviceChoice, size: MediaTrackConstraints): MediaStreamConstraints {
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: false };
  const video = { ...size, facingMode: "user" };
  return {
    audio: choice.microphoneId ? { ...audio, deviceId: { exact: choice.microphoneId } } : audio,
    video: choice.mode === "video" && (choice.cameraId ? { ...video, deviceId: { exact: choice.cameraId } } : video),
  };
}

/**
 * A remembered device that is gone gives way to the browser's default, and the size to what the camera has.
 *
 * Rejects with getUserMedia's error.
 */
export async function openStream(choice: DeviceChoice): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia(constraints(choice, videoConstraints(presentSize())));
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "OverconstrainedError") throw error;
    return navigator.mediaDevices.getUserMedia(constraints({ ...choice, cameraId: null, microphoneId: null }, {}));
  }
}

export function closeStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

export function deviceIdOf(track: MediaStreamTrack | undefined): string | null {
  return track?.getSettings().deviceId ?? null;
}

/** Lets a video element show a live stream, or nothing. */
export function showStream(video: HTMLVideoElement | null, stream: MediaStream | null): void {
  if (video && video.srcObject !== stream) video.srcObject = stream;
}

/** Tells when a track ends by itself: unplugged, taken away or no longer allowed. Stopping one's own track tells nothing. */
export function whenStopped(stream: MediaStream, tell: () => void): void {
  for (const track of stream.getTracks()) track.addEventListener("ended", tell, { once: true });
}
