/** What the coach sees in one picture. Lengths are in widths of the picture, angles in degrees. */
export interface Seen {
  atMs: number;
  /** Null when no face was found. */
  face: Face | null;
  hands: readonly Box[];
}

export interface Face {
  box: Box;
  /** The head's, against a frontal face; positive yaw is towards the picture's right, positive pitch is up. */
  yawDeg: number;
  pitchDeg: number;
  /** How far the irises stand from the middle of the eyes, 0–1. */
  gazeOff: number;
  /** Height of the mouth's corners over the middle of the lips, in distances between the eyes. */
  cornerLift: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Point = readonly number[];

/** The part of Human's result that is read; its own types say the same. */
export interface Found {
  face: readonly {
    faceScore: number;
    mesh: readonly Point[];
    /** The mesh in shares of the picture; the detector's own box is half as large again as the face. */
    meshRaw: readonly Point[];
    rotation?: { angle: { yaw: number; pitch: number }; gaze: { strength: number } } | null;
  }[];
  hand: readonly { boxRaw: readonly [number, number, number, number]; score: number }[];
}

const leastFace = 0.5;
const leastHand = 0.5;
const degrees = 180 / Math.PI;

/** Points of MediaPipe's face mesh. */
const corners = [61, 291] as const;
const lips = [13, 14] as const;
const eyes = [33, 263] as const;

function boxOf([x, y, width, height]: readonly [number, number, number, number]): Box {
  return { x, y, width, height };
}

function boundsOf(points: readonly Point[]): Box {
  const xs = points.map((point) => point[0] ?? 0);
  const ys = points.map((point) => point[1] ?? 0);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The largest face counts: whoever stands behind the candidate isn't coached. */
export function seenOf(found: Found, atMs: number): Seen {
  const faces = found.face.filter((one) => one.faceScore >= leastFace && one.meshRaw.length > 0);
  const [first] = faces.map((face) => ({ ...face, box: boundsOf(face.meshRaw) })).sort((a, b) => b.box.width - a.box.width);
  return {
    atMs,
    face: first
      ? {
          box: first.box,
          yawDeg: (first.rotation?.angle.yaw ?? 0) * degrees,
          pitchDeg: (first.rotation?.angle.pitch ?? 0) * degrees,
          gazeOff: first.rotation?.gaze.strength ?? 0,
          cornerLift: liftOf(first.mesh),
        }
      : null,
    hands: found.hand.filter((one) => one.score >= leastHand).map((one) => boxOf(one.boxRaw)),
  };
}

function liftOf(mesh: readonly Point[]): number {
  const height = (indexes: readonly number[]): number => indexes.reduce((sum, i) => sum + (mesh[i]?.[1] ?? 0), 0) / indexes.length;
  const [left, right] = eyes.map((i) => mesh[i]);
  if (!left || !right) return 0;
  const apart = Math.hypot((right[0] ?? 0) - (left[0] ?? 0), (right[1] ?? 0) - (left[1] ?? 0));
  return apart > 0 ? (height(lips) - height(corners)) / apart : 0;
}
