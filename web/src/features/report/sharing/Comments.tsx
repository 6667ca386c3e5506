import { useMutation } from "@tanstack/react-query";
import { CornerDownRight, MessageCircle, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Button, Confirm, ErrorNotice, TextArea, TextField } from "@/components";
import { charactersIn } from "@/lib/characters";
import { clockTime, dateWords } from "@/lib/figures";

import { useClockTime, type ReplayClock } from "../clock";
import type { Answer } from "../values";

import type { Comment } from "./api";
import { threadsOf, useRemarks, type Thread } from "./remarks";

const longest = 1000;

interface WriterProps {
  label: string;
  deed: string;
  testid: string;
  onWrite: (text: string) => Promise<unknown>;
}

function Writer({ label, deed, testid, onWrite }: WriterProps): ReactNode {
  const { t } = useTranslation("sharing");
  const [text, setText] = useState("");
  const write = useMutation({ mutationFn: () => onWrite(text.trim()), onSuccess: () => setText("") });
  const over = charactersIn(text) - longest;
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate();
      }}
    >
      <TextArea label={label} rows={2} value={text} error={over > 0 ? t("common:field.tooLong", { most: longest, over }) : undefined} onChange={(event) => setText(event.target.value)} data-testid={`${testid}-text`} />
      {write.isError && <ErrorNotice error={write.error} />}
      <Button type="submit" size="sm" className="self-start" busy={write.isPending} disabled={text.trim() === "" || over > 0} data-testid={testid}>
        {deed}
      </Button>
    </form>
  );
}

function Remove({ comment }: { comment: Comment }): ReactNode {
  const { t } = useTranslation("sharing");
  const remove = useRemarks()?.remove;
  if (!remove) return null;
  return (
    <Confirm
      title={t("comment.removeTitle")}
      deed={t("comment.remove")}
      onConfirm={() => remove(comment)}
      trigger={(ask) => (
        <Button variant="quiet" size="icon" className="-my-2 text-muted" aria-label={t("comment.remove")} onClick={ask}>
          <Trash2 />
        </Button>
      )}
    >
      <p>{t("comment.removeText")}</p>
    </Confirm>
  );
}

function Said({ comment }: { comment: Comment }): ReactNode {
  const { t } = useTranslation("sharing");
  return (
    <div className="flex min-w-0 grow flex-col gap-1">
      <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <span className="font-semibold text-ink">{comment.name}</span>
        {comment.author === "owner" && <Badge>{t("comment.owner")}</Badge>}
        <span>{dateWords(comment.created_at, true)}</span>
      </p>
      <p className="whitespace-pre-wrap break-words">{comment.text}</p>
    </div>
  );
}

function ThreadRow({ thread, clock }: { thread: Thread; clock: ReplayClock | null }): ReactNode {
  const { t } = useTranslation("sharing");
  const reply = useRemarks()?.reply;
  const [answering, setAnswering] = useState(false);
  const { first, replies } = thread;
  return (
    <li className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4" data-testid="comment">
      <div className="flex items-start gap-3">
        {clock && (
          <Button variant="secondary" size="sm" className="shrink-0 tabular-nums" aria-label={t("comment.goTo", { time: clockTime(first.at_s) })} onClick={() => clock.seek(Math.max(0, first.at_s - 0.7), true)}>
            {clockTime(first.at_s)}
          </Button>
        )}
        <Said comment={first} />
        <Remove comment={first} />
      </div>
      {replies.map((one) => (
        <div key={one.id} className="flex items-start gap-3 pl-4 sm:pl-10">
          <CornerDownRight aria-hidden="true" className="mt-1 size-4 shrink-0 text-muted" />
          <Said comment={one} />
          <Remove comment={one} />
        </div>
      ))}
      {reply && !answering && (
        <Button variant="quiet" size="sm" className="self-start text-accent" onClick={() => setAnswering(true)} data-testid="answer-comment">
          {t("comment.reply")}
        </Button>
      )}
      {reply && answering && (
        <Writer label={t("comment.replyLabel", { name: first.name })} deed={t("comment.replyDeed")} testid="reply" onWrite={(text) => reply(first, text).then(() => setAnswering(false))} />
      )}
    </li>
  );
}

interface AtMomentProps {
  answer: Answer;
  clock: ReplayClock;
  canPlay: boolean;
  write: (answer: number, atS: number, text: string) => Promise<unknown>;
}

/** The writer of a coach: the comment stands at the time where the replay is. Without a recording it is of the whole answer. */
function AtMoment({ answer, clock, canPlay, write }: AtMomentProps): ReactNode {
  const { t } = useTranslation("sharing");
  const time = Math.min(useClockTime(clock, 0.5), answer.replay?.duration_s ?? 0);
  const author = useRemarks()?.author;
  return (
    <div className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <p className="text-sm text-muted">{t(canPlay ? "shared.how" : answer.replay ? "shared.howTimeline" : "shared.howAnswer")}</p>
      {author && (
        <div className="max-w-md">
          <TextField label={t("shared.name")} hint={t("shared.nameHint")} most={40} value={author.name} onChange={(event) => author.rename(event.target.value)} data-testid="coach-name" />
        </div>
      )}
      <Writer label={answer.replay ? t("comment.at", { time: clockTime(time) }) : t("comment.whole")} deed={t("comment.write")} testid="write-comment" onWrite={(text) => write(answer.index, time, text)} />
    </div>
  );
}

/** What coaches wrote on this answer. Nothing at all where the report isn't shared. */
export function Comments({ answer, clock, canPlay }: { answer: Answer; clock: ReplayClock; canPlay: boolean }): ReactNode {
  const { t } = useTranslation("sharing");
  const remarks = useRemarks();
  if (!remarks) return null;
  const threads = threadsOf(remarks.comments, answer.index);
  if (threads.length === 0 && !remarks.write) return null;
  return (
    <section aria-label={t("comment.title")} className="no-print flex flex-col gap-4">
      <h2 className="flex items-center gap-2 text-xl">
        <MessageCircle aria-hidden="true" className="size-5 text-(--family-content)" />
        {t("comment.title")}
        {threads.length > 0 && <span className="text-base font-normal text-muted">{threads.length}</span>}
      </h2>
      {threads.length > 0 && (
        <ul className="flex flex-col gap-3">
          {threads.map((thread) => (
            <ThreadRow key={thread.first.id} thread={thread} clock={answer.replay ? clock : null} />
          ))}
        </ul>
      )}
      {remarks.write && <AtMoment answer={answer} clock={clock} canPlay={canPlay} write={remarks.write} />}
    </section>
  );
}
