import { chooseMime } from "../recorder/mime";

export const sampleS = 2;

/** Records two seconds. Rejects when the browser cannot encode the stream. */
export function recordSample(stream: MediaStream, hasVideo: boolean): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const mime = chooseMime(hasVideo);
    const recorder = new MediaRecorder(stream, mime ? { mimeType: mime } : {});
    const parts: Blob[] = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => resolve(new Blob(parts, { type: recorder.mimeType }));
    recorder.onerror = () => reject(new Error("the browser could not record"));
    recorder.start();
    setTimeout(() => recorder.state !== "inactive" && recorder.stop(), sampleS * 1000);
  });
}
