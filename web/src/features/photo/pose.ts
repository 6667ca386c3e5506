import type { FaceBox, FrameCheck } from "@/lib/media/useFaceCheck";

/** The oval that the face is to fill, in fractions of the picture. */
export const oval = { x: 0.5, y: 0.45, height: 0.44 } as const;

export type Pose = "looking" | "ready" | "closer" | "back" | "left" | "right" | "up" | "down" | "server";

const slack = { x: 0.06, y: 0.07, height: 0.1 } as const;

/** What is to be mended before the picture is taken; "server": what the server says of it comes first. Directions are the mirror's. */
export function judge(check: FrameCheck | null): Pose {
  if (!check) return "looking";
  const advice = check.advice.find((one) => one.code !== "ok" && !placing.has(one.code));
  if (!check.box || advice) return "server";
  return place(check.box);
}

/** Where the face has to be is known better here than by the check for interviews. */
const placing = new Set(["too_far", "too_near", "off_centre"]);

function place(box: FaceBox): Pose {
  if (box.h < oval.height - slack.height) return "closer";
  if (box.h > oval.height + slack.height) return "back";
  const x = box.x + box.w / 2 - oval.x;
  const y = box.y + box.h / 2 - oval.y;
  if (Math.abs(x) > slack.x) return x > 0 ? "right" : "left";
  if (Math.abs(y) > slack.y) return y > 0 ? "up" : "down";
  return "ready";
}
