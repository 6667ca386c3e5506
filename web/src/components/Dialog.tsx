import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, type ButtonProps } from "./Button";
import { ErrorNotice } from "./Notice";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons at the foot. */
  actions?: ReactNode;
}

/** A window over the page; on a phone it rises from the foot of the screen. */
export function Dialog({ open, onOpenChange, title, children, actions }: DialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[90dvh] flex-col gap-4 overflow-y-auto rounded-t-3xl bg-surface p-6 pb-[max(1.5rem,env(safe-area-inset-bottom))] shadow-lift animate-[slide-up_180ms_ease-out] sm:inset-x-auto sm:bottom-auto sm:left-1/2 sm:top-1/2 sm:w-[32rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:animate-none sm:rounded-3xl"
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-xl font-bold">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button variant="quiet" size="icon" className="-mr-2 -mt-2" aria-label={t("action.close")}>
                <X />
              </Button>
            </Radix.Close>
          </div>
          {children}
          {actions && <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{actions}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ConfirmProps {
  title: ReactNode;
  children: ReactNode;
  /** What the confirming button says: the deed, not "OK". */
  deed: ReactNode;
  variant?: ButtonProps["variant"];
  onConfirm: () => Promise<unknown>;
  trigger: (open: () => void) => ReactNode;
}

/** Asks before something that cannot be undone; stays open and says why when the deed fails. */
export function Confirm({ title, children, deed, variant = "danger", onConfirm, trigger }: ConfirmProps): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = (): void => {
    setBusy(true);
    setError(null);
    onConfirm()
      .then(() => setOpen(false), setError)
      .finally(() => setBusy(false));
  };
  const actions = (
    <>
      <Button variant="secondary" onClick={() => setOpen(false)}>
        {t("action.cancel")}
      </Button>
      <Button variant={variant} busy={busy} onClick={act}>
        {deed}
      </Button>
    </>
  );
  return (
    <>
      {trigger(() => setOpen(true))}
      <Dialog open={open} onOpenChange={setOpen} title={title} actions={actions}>
        <div className="flex flex-col gap-4">{children}</div>
        {error !== null && <ErrorNotice error={error} />}
      </Dialog>
    </>
  );
}
