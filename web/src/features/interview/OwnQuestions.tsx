import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { Button, KeepQuestions, Section, TextField } from "@/components";

import { askedOwn, longestQuestion, mostOwnQuestions, moved } from "./plan";

interface Props {
  questions: string[];
  onChange: (questions: string[]) => void;
}

/** Moves the keyboard into the last field once a field has been added. */
function useFocusOnAdded(count: number): { list: RefObject<HTMLOListElement | null>; expect: () => void } {
  const list = useRef<HTMLOListElement>(null);
  const isExpected = useRef(false);
  useEffect(() => {
    if (isExpected.current) list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
    isExpected.current = false;
  }, [count]);
  return { list, expect: () => (isExpected.current = true) };
}

/** Questions of one's own: added, changed and put in order. They are asked after the track's. */
export function OwnQuestions({ questions, onChange }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const { list, expect } = useFocusOnAdded(questions.length);
  const add = (): void => {
    expect();
    onChange([...questions, ""]);
  };
  return (
    <Section title={t("own.title")} lead={t("own.lead")}>
      {questions.length > 0 && (
        <ol ref={list} className="flex flex-col gap-3">
          {questions.map((text, index) => (
            // the position is the identity here: the texts change while they are typed
            <li key={index} className="flex items-end gap-1">
              <div className="min-w-0 grow">
                <TextField
                  label={t("own.label", { number: index + 1 })}
                  value={text}
                  maxLength={longestQuestion}
                  onChange={(event) => onChange(questions.map((old, at) => (at === index ? event.target.value : old)))}
                />
              </div>
              <OrderButtons index={index} questions={questions} onChange={onChange} />
            </li>
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="secondary" disabled={questions.length >= mostOwnQuestions} onClick={add}>
          <Plus aria-hidden="true" />
          {t("own.add")}
        </Button>
        {askedOwn(questions).length > 0 && <KeepQuestions questions={askedOwn(questions)} />}
      </div>
    </Section>
  );
}

function OrderButtons({ index, questions, onChange }: Props & { index: number }): ReactNode {
  const { t } = useTranslation("interview");
  const number = index + 1;
  return (
    <>
      <Button variant="quiet" size="icon" aria-label={t("own.up", { number })} disabled={index === 0} onClick={() => onChange(moved(questions, index, index - 1))}>
        <ArrowUp />
      </Button>
      <Button
        variant="quiet"
        size="icon"
        aria-label={t("own.down", { number })}
        disabled={index === questions.length - 1}
        onClick={() => onChange(moved(questions, index, index + 1))}
      >
        <ArrowDown />
      </Button>
      <Button variant="quiet" size="icon" aria-label={t("own.remove", { number })} onClick={() => onChange(questions.filter((_, at) => at !== index))}>
        <Trash2 />
      </Button>
    </>
  );
}
