import { Trash2 } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, Confirm, TextArea, TextField } from "@/components";
import { unitsOf, type Span } from "@/lib/spans";

import { Counter } from "./Counter";
import { LimitFields } from "./LimitFields";
import { Remarks } from "./Remarks";
import type { Item } from "./api";

interface Props {
  number: number;
  item: Item;
  onChange: (item: Item) => void;
  onRemove: () => void;
}

/** One item: its question, its limit, the text with its counter, and what the rules say. */
export function ItemCard({ number, item, onChange, onRemove }: Props): ReactNode {
  const { t } = useTranslation("writing");
  const field = useRef<HTMLTextAreaElement>(null);
  const show = (span: Span): void => {
    const { start, end } = unitsOf(item.text, span);
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  };
  return (
    <li>
      <Card className="flex flex-col gap-4" data-testid={`item-${number}`}>
        <div className="flex items-end gap-2">
          <div className="min-w-0 grow">
            <TextField label={t("item.title", { number })} value={item.title} most={200} onChange={(event) => onChange({ ...item, title: event.target.value })} />
          </div>
          <Remove number={number} isEmpty={item.text.trim() === ""} onRemove={onRemove} />
        </div>
        <LimitFields limit={item.limit ?? null} onChange={(limit) => onChange({ ...item, limit })} />
        <TextArea
          ref={field}
          label={t("item.text")}
          rows={8}
          maxLength={10_000}
          value={item.text}
          onChange={(event) => onChange({ ...item, text: event.target.value })}
        />
        <Counter text={item.text} limit={item.limit ?? null} />
        <Remarks text={item.text} onShow={show} onChange={(text) => onChange({ ...item, text })} />
      </Card>
    </li>
  );
}

/** An empty item goes at once; one with text asks first. */
function Remove({ number, isEmpty, onRemove }: { number: number; isEmpty: boolean; onRemove: () => void }): ReactNode {
  const { t } = useTranslation("writing");
  const button = (press: () => void): ReactNode => (
    <Button variant="quiet" size="icon" className="text-muted" aria-label={t("item.remove", { number })} onClick={press}>
      <Trash2 />
    </Button>
  );
  if (isEmpty) return button(onRemove);
  return (
    <Confirm
      title={t("item.removeTitle")}
      deed={t("item.removeDeed")}
      onConfirm={() => {
        onRemove();
        return Promise.resolve();
      }}
      trigger={button}
    >
      <p>{t("item.removeText")}</p>
    </Confirm>
  );
}
