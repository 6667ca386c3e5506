import { CircleCheck, Info, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";

import type { Remark } from "./api";
import { useWords } from "./words";

const looks = {
  good: { icon: CircleCheck, mark: "text-good" },
  mend: { icon: Pencil, mark: "text-warn" },
  note: { icon: Info, mark: "text-accent" },
} as const;

interface Props {
  id: string;
  remark: Remark;
  isActive: boolean;
  onPick: () => void;
}

/** One remark with its quote; pressing it shows the quote in the document. */
export function RemarkRow({ id, remark, isActive, onPick }: Props): ReactNode {
  const { t } = useTranslation("evaluation");
  const words = useWords();
  const { icon: Icon, mark } = looks[remark.verdict];
  const body = (
    <>
      <Icon aria-label={t(`verdict.${remark.verdict}`)} role="img" className={classes("mt-1 size-4 shrink-0", mark)} />
      <span className="flex min-w-0 flex-col gap-1">
        <span>{words(remark.text)}</span>
        {remark.quote && <span className="line-clamp-2 text-sm text-muted">“{remark.quote}”</span>}
      </span>
    </>
  );
  const box = "flex w-full gap-2.5 rounded-xl px-3 py-2 text-left";
  return (
    <li id={`remark-${id}`} className="scroll-my-28">
      {remark.span && remark.span.end > remark.span.start ? (
        <button type="button" aria-pressed={isActive} onClick={onPick} className={classes(box, isActive ? "bg-accent-soft" : "hover:bg-sunken")}>
          {body}
        </button>
      ) : (
        <div className={box}>{body}</div>
      )}
      {remark.suggestion && (
        <p className="ml-9.5 border-l-2 border-line pl-3 text-sm">
          <span className="font-semibold">{t("suggestion")}</span> {words(remark.suggestion)}
        </p>
      )}
    </li>
  );
}
