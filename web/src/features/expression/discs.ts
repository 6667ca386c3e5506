/** Where the numbers of faces go: beside the face, on no face, within the picture. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Disc {
  x: number;
  y: number;
}

/** The middle of a disc of `radius` for each face, in pixels of a picture of `width` by `height`. */
export function placeDiscs(faces: readonly Box[], radius: number, width: number, height: number): Disc[] {
  const placed: Disc[] = [];
  for (const face of faces) placed.push(placeFor(face, { faces, radius, width, height, placed }));
  return placed;
}

interface Scene {
  faces: readonly Box[];
  radius: number;
  width: number;
  height: number;
  placed: readonly Disc[];
}

function placeFor(face: Box, scene: Scene): Disc {
  const { radius, width, height } = scene;
  const inside = around(face, radius, height).filter(({ x, y }) => x >= radius && y >= radius && x <= width - radius && y <= height - radius);
  // Where there is no room beside a face, its lower corner hides the least of it.
  const last = { x: Math.max(radius, face.left + radius), y: Math.min(height - radius, face.top + face.height - radius) };
  return inside.find((place) => isFree(place, scene)) ?? inside.find((place) => !hides(place, face, radius)) ?? last;
}

/** Above its corners first, then beneath them, then at its sides. */
function around({ left, top, width, height }: Box, radius: number, pictureHeight: number): Disc[] {
  const [right, bottom] = [left + width, top + height];
  const [high, low] = [top + radius, bottom - radius].map((y) => Math.min(Math.max(y, radius), pictureHeight - radius)) as [number, number];
  return [
    { x: left + radius, y: top - radius },
    { x: right - radius, y: top - radius },
    { x: left + radius, y: bottom + radius },
    { x: right - radius, y: bottom + radius },
    { x: left - radius, y: high },
    { x: right + radius, y: high },
    { x: left - radius, y: low },
    { x: right + radius, y: low },
  ];
}

function isFree(place: Disc, { faces, radius, placed }: Scene): boolean {
  const isApart = placed.every((other) => Math.hypot(place.x - other.x, place.y - other.y) >= 2 * radius);
  return isApart && faces.every((face) => !hides(place, face, radius));
}

/** Whether a disc there covers any of the box; touching its edge is fine. */
export function hides({ x, y }: Disc, { left, top, width, height }: Box, radius: number): boolean {
  const awayX = Math.max(left - x, 0, x - left - width);
  const awayY = Math.max(top - y, 0, y - top - height);
  return Math.hypot(awayX, awayY) < radius - 1e-6;
}
