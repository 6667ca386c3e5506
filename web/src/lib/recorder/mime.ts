/** The recording formats in the order we want them. VP8 encodes in real time on two busy cores; VP9 often does not. */

const videoTypes = [
  "video/webm;codecs=vp8,opus",
  "video/webm;codecs=vp9,opus",
  "video/webm",
  "video/mp4;codecs=avc1.42E01E,mp4a.40.2",
  "video/mp4",
];

const audioTypes = ["audio/webm;codecs=opus", "audio/webm", "audio/mp4;codecs=mp4a.40.2", "audio/mp4"];

export type IsSupported = (mime: string) => boolean;

const askBrowser: IsSupported = (mime) =>
  typeof MediaRecorder !== "undefined" && MediaRecorder.isTypeSupported(mime);

/** The first format that this browser records, or null when it records none (then answers can still be typed). */
export function chooseMime(video: boolean, isSupported: IsSupported = askBrowser): string | null {
  return (video ? videoTypes : audioTypes).find(isSupported) ?? null;
}
