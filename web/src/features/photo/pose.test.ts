import { expect, it } from "vitest";

import type { FrameCheck } from "@/lib/media/useFaceCheck";

import { judge, oval } from "./pose";

function seen(x: number, y: number, h: number, code = "ok"): FrameCheck {
  const box = { x: x - h / 4, y: y - h / 2, w: h / 2, h };
  return { faces: 1, box, advice: [{ code, message: "" }], brightness: 0.5, face_brightness: 0.6 };
}

it("is ready when the face fills the oval", () => {
  expect(judge(null)).toBe("looking");
  expect(judge(seen(oval.x, oval.y, oval.height))).toBe("ready");
});

it("tells the way to the oval", () => {
  expect(judge(seen(oval.x, oval.y, 0.25, "too_far"))).toBe("closer");
  expect(judge(seen(oval.x, oval.y, 0.7))).toBe("back");
  // the box isn't mirrored: a face right of the middle is on the left of the mirror and has to go right in it
  expect(judge(seen(0.65, oval.y, oval.height))).toBe("right");
  expect(judge(seen(oval.x, 0.6, oval.height))).toBe("up");
});

it("leaves light and pose to the server", () => {
  expect(judge(seen(oval.x, oval.y, oval.height, "backlight"))).toBe("server");
  expect(judge({ ...seen(0.5, 0.5, 0.4), box: null })).toBe("server");
});
