// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import "@/lib/i18n";

import { SelfView } from "./SelfView";

const pause = vi.fn();
let readyState = 0;

beforeEach(() => {
  pause.mockReset();
  vi.spyOn(HTMLMediaElement.prototype, "pause").mockImplementation(pause);
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue(undefined);
  vi.spyOn(HTMLMediaElement.prototype, "readyState", "get").mockImplementation(() => readyState);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const open = (): HTMLElement => {
  render(<SelfView stream={{} as MediaStream} isRecording isStill isLow={false} />);
  return screen.getByLabelText("Your picture, as in a mirror");
};

it("stands still only once something was seen", () => {
  readyState = 0;
  const video = open();
  expect(pause).not.toHaveBeenCalled();
  fireEvent.timeUpdate(video);
  expect(pause).toHaveBeenCalledOnce();
});

it("stands still at once with a picture there", () => {
  readyState = 4;
  open();
  expect(pause).toHaveBeenCalledOnce();
});
