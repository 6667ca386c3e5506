import { Circle, CircleCheck, CircleDashed, Play } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, Segmented } from "@/components";
import { classes } from "@/lib/classes";
import { clockTime } from "@/lib/figures";

import { AskModel } from "./AskModel";
import { Folded } from "./Folded";
import type { ReplayClock } from "./clock";
import { cutByQuotes } from "./marks";
import type { Answer, Content } from "./values";
import { useSay } from "./words";

type Key = Content["elements"][number]["key"];

/** Underlines differ in form, too, so that no part is told by colour alone. */
const LINES: Record<Key, string> = {
  situation: "decoration-head decoration-dotted",
  task: "decoration-voice decoration-dashed",
  action: "decoration-gaze decoration-solid",
  result: "decoration-content decoration-double",
};
const line = "underline decoration-2 underline-offset-4";

function Told({ text, content, clock }: { text: string; content: Content; clock: ReplayClock | null }): ReactNode {
  const { t } = useTranslation("report");
  const say = useSay();
  const titles = new Map(content.elements.map((one) => [one.key, say(one.title)]));
  const pieces = cutByQuotes(
    text,
    content.elements.map((one) => [one.key, one.quotes] as const),
  );
  return (
    <p className="whitespace-pre-wrap break-words leading-loose" data-testid="content-text">
      {pieces.map(({ start, text: words, keys, startS }) => {
        const first = keys[0];
        if (first === undefined) return <span key={start}>{words}</span>;
        return (
          <span key={start}>
            <mark className={classes("bg-transparent text-inherit", line, LINES[first])} title={keys.map((key) => titles.get(key)).join(" · ")}>
              {words}
            </mark>
            <sup className="ml-0.5 text-xs font-semibold text-muted">{keys.map((key) => titles.get(key)).join("·")}</sup>
            {clock && startS !== null && (
              <button type="button" className="mx-1 inline-flex items-center gap-0.5 text-sm text-accent" aria-label={t("content.hear", { time: clockTime(startS) })} onClick={() => clock.seek(startS, true)}>
                <Play aria-hidden="true" className="size-3" />
                {clockTime(startS)}
              </button>
            )}
          </span>
        );
      })}
    </p>
  );
}

function Checks({ content }: { content: Content }): ReactNode {
  const say = useSay();
  const { t } = useTranslation("report");
  return (
    <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
      {content.checks.map((check) => {
        const Icon = check.met === true ? CircleCheck : check.met === false ? Circle : CircleDashed;
        const state = t(check.met === true ? "content.found" : check.met === false ? "content.missing" : "content.notTold");
        return (
          <li key={check.key} className="flex gap-2">
            <Icon aria-label={state} className={classes("mt-1 size-4 shrink-0", check.met === true ? "text-good" : "text-muted")} />
            <span>
              <span className="font-semibold">{say(check.title)}</span>
              <span className="block text-sm text-muted">{say(check.why)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Outline({ content }: { content: Content }): ReactNode {
  const { t } = useTranslation("report");
  const say = useSay();
  return (
    <div className="flex flex-col gap-2">
      <h4 className="font-semibold">{t("content.outline")}</h4>
      <p className="text-sm text-muted">{t("content.outlineHint")}</p>
      <dl className="flex flex-col gap-3">
        {content.outline.map((one) => (
          <div key={one.title.en} className={classes("rounded-xl p-3", one.source === "blank" ? "border border-dashed border-line-strong" : "bg-sunken")}>
            <dt className="text-sm font-semibold text-muted">
              {say(one.title)}
              {one.source === "material" && ` · ${t("content.fromDocument", { name: one.origin })}`}
            </dt>
            <dd className={classes("whitespace-pre-wrap break-words", one.source === "blank" && "text-muted")}>
              <Folded text={one.text}>{one.text}</Folded>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function spentOf(cost: NonNullable<Content["cost"]>, language: string): { tokens: string; won: string } {
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return { tokens: digits.format(cost.input_tokens + cost.output_tokens), won: digits.format(cost.won ?? 0) };
}

function Reading({ text, content, clock }: { text: string; content: Content; clock: ReplayClock | null }): ReactNode {
  const { t, i18n } = useTranslation("report");
  const say = useSay();
  return (
    <div className="flex flex-col gap-5">
      <p className={classes("text-lg", content.state === "answer" ? "" : "font-semibold")}>{say(content.headline)}</p>
      {content.state === "answer" && (
        <Folded text={text}>
          <Told text={text} content={content} clock={clock} />
        </Folded>
      )}
      {content.state === "answer" && <Checks content={content} />}
      {content.next.length > 0 && (
        <div className="flex flex-col gap-2">
          <h4 className="font-semibold">{t("content.next")}</h4>
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {content.next.map((advice) => (
              <li key={advice.en}>{say(advice)}</li>
            ))}
          </ul>
        </div>
      )}
      <Outline content={content} />
      <p className="text-sm text-muted">
        {content.relevance === null
          ? t("content.noRelevance")
          : t(content.engine === "rules" ? "content.confidence" : "content.confidenceModel", { percent: Math.round(content.relevance_confidence * 100) })}
        {content.seconds_estimated && ` ${t("content.estimated")}`}
        {content.cost && ` ${t(content.cost.won === null ? "content.spentTokens" : "content.spent", spentOf(content.cost, i18n.language))}`}
        {content.dropped > 0 && ` ${t("content.dropped", { n: content.dropped })}`}
      </p>
    </div>
  );
}

interface ContentCardProps {
  answer: Answer;
  clock: ReplayClock | null;
  /** Null where nothing can be asked anew: the demo, paper, deleted recordings. */
  interviewId: string | null;
}

/** What the answer says: found parts in its own words, what to add next, an outline to fill. */
export function ContentCard({ answer, clock, interviewId }: ContentCardProps): ReactNode {
  const { t } = useTranslation("report");
  const [by, setBy] = useState<"rules" | "model">(answer.content_by_model ? "model" : "rules");
  const { content, content_by_model: byModel, transcript } = answer;
  if (!content || !transcript) return null;
  const shown = by === "model" && byModel ? byModel : content;
  return (
    <Card className="flex flex-col gap-5" data-testid="content-card">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="text-xl">{t("content.title")}</h3>
        {byModel && (
          <Segmented
            label={t("content.by")}
            value={by}
            onChange={setBy}
            choices={[
              { value: "rules", label: t("content.rules") },
              { value: "model", label: byModel.engine },
            ]}
            className="print:hidden"
          />
        )}
      </div>
      <Reading text={transcript.text} content={shown} clock={clock} />
      {interviewId !== null && content.state === "answer" && <AskModel interviewId={interviewId} index={answer.index} onAsked={() => setBy("model")} />}
    </Card>
  );
}

export function ContentFacts({ answer }: { answer: Answer }): ReactNode {
  return <ContentCard answer={answer} clock={null} interviewId={null} />;
}
