import { useEffect, useRef, useState, type ReactNode } from "react";

import { classes } from "@/lib/classes";

interface LoopVideoProps {
  /** Null while the loop is still being made: the poster then stands. */
  src: string | null;
  /** Shown until the first picture of the video is there, and instead of it when motion is unwelcome. */
  poster: string;
  label: string;
  className?: string;
}

/** A silent loop that stands still for people who asked for less motion. */
export function LoopVideo({ src, poster, label, className }: LoopVideoProps): ReactNode {
  const video = useRef<HTMLVideoElement>(null);
  const [calm] = useState(() => matchMedia("(prefers-reduced-motion: reduce)").matches);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    // A browser may refuse to play by itself: the poster then stays.
    if (!calm) void video.current?.play().catch(() => undefined);
  }, [src, calm]);
  const look = classes("size-full object-cover", className);
  if (src === null || calm || broken) return <img src={poster} alt={label} className={look} />;
  return <video ref={video} src={src} poster={poster} muted loop playsInline preload="auto" aria-label={label} className={look} onError={() => setBroken(true)} />;
}
