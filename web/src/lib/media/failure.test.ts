import { describe, expect, it } from "vitest";

import { browserFamily, explainFailure, failureBeforeAsking } from "./failure";

const fine = { isSecure: true, hasMediaDevices: true, hasRecorder: true };
const camera = { kind: "videoinput" };
const microphone = { kind: "audioinput" };

describe("the reason for a missing camera", () => {
  it("is the address when the page is not secure, whatever else is missing", () => {
    expect(failureBeforeAsking({ isSecure: false, hasMediaDevices: false, hasRecorder: true })).toBe("insecure_origin");
  });

  it("is the browser when it cannot record", () => {
    expect(failureBeforeAsking({ ...fine, hasRecorder: false })).toBe("unsupported_browser");
    expect(failureBeforeAsking(fine)).toBeNull();
  });

  it.each([
    ["NotAllowedError", [camera, microphone], "refused"],
    ["NotReadableError", [camera, microphone], "in_use"],
    ["OverconstrainedError", [camera, microphone], "device_gone"],
    ["NotFoundError", [microphone], "no_camera"],
    ["NotFoundError", [camera], "no_microphone"],
    ["NotFoundError", [], "no_device"],
    ["TypeError", [camera], "unknown"],
  ])("%s with %j is %s", (name, seen, expected) => {
    expect(explainFailure(new DOMException("", name), seen)).toBe(expected);
  });
});

it.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "ios"],
  ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36", "android"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "firefox"],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36", "chromium"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", "safari"],
])("tells where the permission switch is: %s", (agent, family) => {
  expect(browserFamily(agent)).toBe(family);
});
