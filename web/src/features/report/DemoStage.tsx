import { Play } from "lucide-react";
import { useRef, useState, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { Demo, DemoClip } from "@/client/types";
import { Button, VirtualBadge } from "@/components";
import { classes } from "@/lib/classes";

type Turn = "before" | "question" | "answer" | "after";

/** About eight words around the one being spoken. */
function subtitleAt(clip: DemoClip, timeS: number): string {
  const spoken = clip.words.findIndex((word) => word.end_s > timeS);
  if (spoken < 0) return "";
  const first = Math.floor(spoken / 8) * 8;
  return clip.words
    .slice(first, first + 8)
    .map((word) => word.text)
    .join(" ");
}

interface PanelProps {
  clip: DemoClip;
  name: string;
  video: RefObject<HTMLVideoElement | null>;
  speaking: boolean;
  onEnded: () => void;
}

function Panel({ clip, name, video, speaking, onEnded }: PanelProps): ReactNode {
  const [subtitle, setSubtitle] = useState("");
  return (
    <figure className={classes("relative overflow-hidden rounded-2xl bg-black transition-opacity", !speaking && "opacity-70")}>
      {/* The subtitles are drawn below from the words' own times. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={video}
        src={clip.url}
        playsInline
        preload="auto"
        aria-label={name}
        className="aspect-square w-full object-cover sm:aspect-[4/3]"
        onTimeUpdate={(event) => setSubtitle(subtitleAt(clip, event.currentTarget.currentTime))}
        onEnded={onEnded}
      />
      <figcaption className="absolute left-3 top-3 rounded-full bg-black/55 px-3 py-0.5 text-sm font-semibold text-white">{name}</figcaption>
      {speaking && subtitle && <p className="absolute inset-x-4 bottom-11 text-center font-semibold text-white [text-shadow:0_1px_6px_rgb(0_0_0/.9)]">{subtitle}</p>}
      <VirtualBadge />
    </figure>
  );
}

/** The interviewer asks, then the candidate answers; one press starts both. */
export function DemoStage({ demo }: { demo: Demo }): ReactNode {
  const { t } = useTranslation("report");
  const question = useRef<HTMLVideoElement>(null);
  const answer = useRef<HTMLVideoElement>(null);
  const [turn, setTurn] = useState<Turn>("before");
  const play = (which: "question" | "answer"): void => {
    const video = which === "question" ? question.current : answer.current;
    setTurn(which);
    if (!video) return;
    video.currentTime = 0;
    void video.play().catch(() => setTurn("before"));
  };
  return (
    <section aria-label={t("demo.title")} className="relative">
      <div className="grid grid-cols-2 gap-2 sm:gap-4">
        <Panel clip={demo.question} name={t("demo.interviewer")} video={question} speaking={turn === "question"} onEnded={() => play("answer")} />
        <Panel clip={demo.answer} name={t("demo.candidate")} video={answer} speaking={turn === "answer"} onEnded={() => setTurn("after")} />
      </div>
      {(turn === "before" || turn === "after") && (
        <div className="absolute inset-0 grid place-items-center">
          <Button size="lg" className="shadow-lift" onClick={() => play("question")}>
            <Play aria-hidden="true" />
            {t(turn === "before" ? "demo.watch" : "demo.again")}
          </Button>
        </div>
      )}
    </section>
  );
}
