// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { chooseLanguage } from "@/lib/i18n";

import { Live } from "./Live";
import type { About, Frame } from "./api";

const about = {
  classes: [
    { id: "happy", title: "Happy", says: "looks happy to the model" },
    { id: "neutral", title: "Neutral", says: "looks neutral to the model" },
  ],
  others_know: "Tell the other person first.",
} as unknown as About;
const attested = { consent: "own_face", attestation: true } as const;
const happy = {
  faces: [{ place: { left: 0, top: 0, width: 1, height: 1 }, label: "happy", says: "looks happy to the model", cant_tell: null, probabilities: { happy: 1, neutral: 0 }, by_net: {} }],
  message: null,
} as unknown as Frame;

class Track extends EventTarget {
  stop(): void {
    this.dispatchEvent(new Event("stopped"));
  }
}
let track: Track;
let sent: number;
let answer: () => Promise<Response>;

beforeEach(async () => {
  await chooseLanguage("en");
  track = new Track();
  sent = 0;
  answer = () => Promise.resolve(Response.json(happy));
  vi.useFakeTimers({ shouldAdvanceTime: false });
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("MediaRecorder", vi.fn());
  vi.stubGlobal("ResizeObserver", class { observe(): void {} unobserve(): void {} disconnect(): void {} });
  vi.stubGlobal("navigator", Object.assign(Object.create(navigator) as Navigator, { mediaDevices: { getUserMedia: () => Promise.resolve({ getTracks: () => [track] }) } }));
  vi.stubGlobal(
    "fetch",
    vi.fn(() => {
      sent += 1;
      return answer();
    }),
  );
  vi.spyOn(HTMLVideoElement.prototype, "videoWidth", "get").mockReturnValue(640);
  vi.spyOn(HTMLVideoElement.prototype, "videoHeight", "get").mockReturnValue(480);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((tell) => tell(new Blob(["jpeg"])));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** In small steps, so that every answer is drawn. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) await act(() => vi.advanceTimersByTimeAsync(100).then(() => undefined));
}

async function open(): Promise<void> {
  render(<Live about={about} attested={attested} onStop={() => undefined} />);
  await pass(1000);
  expect(screen.getByTestId("face").dataset["label"]).toBe("happy");
}

async function turnOn(): Promise<void> {
  act(() => screen.getByRole("switch").click());
  await pass(3000);
}

it("sends nothing and says so once the camera has stopped by itself", async () => {
  await open();
  act(() => void track.dispatchEvent(new Event("ended")));
  await pass(1000);
  const before = sent;
  await pass(3000);
  expect(sent).toBe(before);
  expect(screen.getByRole("alert").textContent).toContain("disconnected");
  expect(screen.queryByTestId("face")).toBeNull();
});

it("takes an answer away when no newer one comes", async () => {
  await open();
  answer = () => new Promise(() => undefined);
  await pass(7000);
  expect(screen.queryByTestId("face")).toBeNull();
});

it("takes an answer away at once when the server can't be reached", async () => {
  await open();
  answer = () => Promise.reject(new TypeError("offline"));
  await pass(700);
  expect(screen.queryByTestId("face")).toBeNull();
  expect(screen.getByTestId("live").textContent).toContain("the server doesn't answer");
  answer = () => Promise.resolve(Response.json(happy));
  await pass(700);
  expect(screen.getByTestId("face").dataset["label"]).toBe("happy");
});

it("sends no more after signing out", async () => {
  await open();
  answer = () => Promise.resolve(Response.json({ kind: "refused", code: "signed_out", message: "Log in first." }, { status: 401 }));
  await pass(1000);
  const before = sent;
  await pass(3000);
  expect(sent).toBe(before);
  expect(screen.getByRole("alert").textContent).toContain("Log in first.");
});

function refuse(): void {
  throw new Error("no speech");
}
const ways: [string, unknown][] = [
  ["is missing", undefined],
  ["has no voices", { getVoices: () => [], cancel: vi.fn(), speak: vi.fn() }],
  ["throws", { getVoices: () => [{}], cancel: refuse, speak: refuse }],
];

it.each(ways)("tells in writing, and reads it to a screen reader, where speech %s", async (_how, synthesis) => {
  vi.stubGlobal("speechSynthesis", synthesis);
  vi.stubGlobal("SpeechSynthesisUtterance", vi.fn());
  await open();
  await turnOn();
  const said = screen.getByTestId("said");
  expect(said.textContent).toBe("Last told, not spoken: looks happy to the model");
  expect(said.getAttribute("aria-live")).toBe("polite");
});

it("says a change aloud, and says that it did", async () => {
  const speakIt = vi.fn();
  vi.stubGlobal("speechSynthesis", { getVoices: () => [{}], cancel: () => undefined, speak: speakIt });
  vi.stubGlobal("SpeechSynthesisUtterance", vi.fn());
  await open();
  await turnOn();
  expect(speakIt).toHaveBeenCalledOnce();
  expect(screen.getByTestId("said").textContent).toBe("Last said: looks happy to the model");
  expect(screen.queryByText(/This browser has no voice/)).toBeNull();
});

it("tells once that nobody is in view any more", async () => {
  vi.stubGlobal("speechSynthesis", undefined);
  await open();
  await turnOn();
  answer = () => Promise.resolve(Response.json({ faces: [], message: "No face" }));
  await pass(8000);
  expect(screen.getByTestId("said").textContent).toBe("Last told, not spoken: nobody in view");
});
