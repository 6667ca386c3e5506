import type { ReactNode } from "react";

/** Where the parts of a face lie in the frame that the engine knows: eyes, nose, mouth, outline, hair. */
export function Guide(): ReactNode {
  return (
    <svg viewBox="0 0 512 512" aria-hidden="true" className="pointer-events-none absolute inset-0 size-full text-[#2f6db5]" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="5 6" opacity="0.55">
      <path d="M256 62 C 360 62 414 142 410 250 C 408 330 372 420 316 462 C 280 488 232 488 196 462 C 140 420 104 330 102 250 C 98 142 152 62 256 62 Z" />
      <path d="M146 246 C 160 228 202 228 220 248 C 200 260 164 260 146 246 Z M366 246 C 352 228 310 228 292 248 C 312 260 348 260 366 246 Z" />
      <path d="M136 214 C 158 196 202 196 226 212 M376 214 C 354 196 310 196 286 212" />
      <path d="M246 262 C 242 296 224 318 232 334 C 242 344 270 344 280 334 C 288 318 270 296 266 262" />
      <path d="M200 393 C 226 380 244 378 256 384 C 268 378 286 380 312 393 C 290 416 222 416 200 393 Z M200 393 C 236 398 276 398 312 393" />
      <path d="M64 330 C 40 120 130 16 256 16 C 382 16 472 120 448 330" opacity="0.7" />
      <path d="M256 20 V 500" strokeWidth="1" opacity="0.6" />
    </svg>
  );
}
