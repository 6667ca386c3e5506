import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Button, Checkbox, Confirm, Dialog, ErrorNotice, Notice, Slider, TextField } from "@/components";
import { dateWords } from "@/lib/figures";

import { deleteShare, listShares, makeShare, revokeShare, sharesKey, type NewShare, type Share, type ShareForm } from "./api";

const fresh: ShareForm = { label: "", days: 14, with_replay: false, with_transcript: false, passphrase: "" };

/** The address is told this once. */
function Made({ made, onMore }: { made: NewShare; onMore: () => void }): ReactNode {
  const { t } = useTranslation("sharing");
  const [copied, setCopied] = useState(false);
  const url = `${window.location.origin}/shared/${made.token}`;
  return (
    <Notice
      tone="good"
      title={t("share.made", { name: made.share.label })}
      action={
        <>
          <Button size="sm" onClick={() => void navigator.clipboard.writeText(url).then(() => setCopied(true))}>
            <Copy aria-hidden="true" />
            {t(copied ? "common:action.copied" : "common:action.copy")}
          </Button>
          <Button size="sm" variant="secondary" onClick={onMore}>
            {t("share.more")}
          </Button>
        </>
      }
    >
      <p className="select-all break-all font-mono text-sm" data-testid="share-url">
        {url}
      </p>
      <p className="text-sm">{t("share.once", { date: dateWords(made.share.expires_at) })}</p>
    </Notice>
  );
}

function Fields({ form, onChange }: { form: ShareForm; onChange: (part: Partial<ShareForm>) => void }): ReactNode {
  const { t } = useTranslation("sharing");
  return (
    <>
      <TextField label={t("share.for")} hint={t("share.forHint")} most={60} value={form.label} onChange={(event) => onChange({ label: event.target.value })} data-testid="share-label" />
      <Slider label={t("share.days")} value={form.days} min={1} max={90} onChange={(days) => onChange({ days })} shown={t("share.daysShown", { count: form.days })} />
      <fieldset className="flex flex-col">
        <legend className="font-semibold">{t("share.what")}</legend>
        <p className="text-sm text-muted">{t("share.always")}</p>
        <Checkbox checked={form.with_replay} onChange={(with_replay) => onChange({ with_replay })} label={t("share.replay")} />
        <Checkbox checked={form.with_transcript} onChange={(with_transcript) => onChange({ with_transcript })} label={t("share.transcript")} />
      </fieldset>
      <TextField label={t("share.passphrase")} hint={t("share.passphraseHint")} autoComplete="off" maxLength={200} value={form.passphrase ?? ""} onChange={(event) => onChange({ passphrase: event.target.value })} />
    </>
  );
}

function stateOf(share: Share): "revoked" | "expired" | "open" {
  if (share.revoked_at) return "revoked";
  return new Date(share.expires_at).getTime() <= Date.now() ? "expired" : "open";
}

function Row({ share, onChange }: { share: Share; onChange: () => Promise<void> }): ReactNode {
  const { t } = useTranslation("sharing");
  const revoke = useMutation({ mutationFn: () => revokeShare(share.id), onSuccess: onChange });
  const state = stateOf(share);
  const parts = [share.with_replay && t("share.hasReplay"), share.with_transcript && t("share.hasTranscript"), share.has_passphrase && t("share.hasPassphrase")].filter(Boolean);
  return (
    <li className="flex flex-col gap-1.5 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 break-words font-semibold">{share.label}</span>
        <Badge tone={state === "open" ? "good" : "plain"}>{t(`share.state.${state}`)}</Badge>
      </p>
      <p className="text-sm text-muted">
        {[t("share.until", { date: dateWords(share.expires_at) }), ...parts].join(" · ")}
        <br />
        {share.last_opened_at ? t("share.opened", { count: share.opened_count, date: dateWords(share.last_opened_at, true) }) : t("share.neverOpened")}
      </p>
      <div className="flex flex-wrap gap-2">
        {state === "open" && (
          <Button variant="secondary" size="sm" busy={revoke.isPending} onClick={() => revoke.mutate()} data-testid="revoke">
            {t("share.revoke")}
          </Button>
        )}
        <Confirm
          title={t("share.deleteTitle")}
          deed={t("share.delete")}
          onConfirm={() => deleteShare(share.id).then(onChange)}
          trigger={(ask) => (
            <Button variant="quiet" size="sm" className="text-muted" onClick={ask}>
              {t("share.delete")}
            </Button>
          )}
        >
          <p>{t("share.deleteText")}</p>
        </Confirm>
      </div>
      {revoke.isError && <ErrorNotice error={revoke.error} />}
    </li>
  );
}

/** Makes links for coaches, and ends them. */
export function ShareDialog({ interviewId, onClose }: { interviewId: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation("sharing");
  const queries = useQueryClient();
  const [form, setForm] = useState(fresh);
  const shares = useQuery({ queryKey: sharesKey(interviewId), queryFn: () => listShares(interviewId), staleTime: 0 });
  const again = (): Promise<void> =>
    Promise.all([queries.invalidateQueries({ queryKey: sharesKey(interviewId) }), queries.invalidateQueries({ queryKey: ["comments", interviewId] })]).then(() => undefined);
  const make = useMutation({ mutationFn: () => makeShare(interviewId, form), onSuccess: again });
  const more = (): void => {
    setForm(fresh);
    make.reset();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("share.title")}>
      <p className="text-muted">{t("share.lead")}</p>
      {make.data ? (
        <Made made={make.data} onMore={more} />
      ) : (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <Fields form={form} onChange={(part) => setForm((before) => ({ ...before, ...part }))} />
          {make.isError && <ErrorNotice error={make.error} />}
          <Button type="submit" busy={make.isPending} disabled={form.label.trim() === ""} data-testid="make-share">
            {t("share.make")}
          </Button>
        </form>
      )}
      {shares.data && shares.data.length > 0 && (
        <section className="border-t border-line pt-3">
          <h3 className="font-semibold">{t("share.list")}</h3>
          <ul className="divide-y divide-line">
            {shares.data.map((share) => (
              <Row key={share.id} share={share} onChange={again} />
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}
