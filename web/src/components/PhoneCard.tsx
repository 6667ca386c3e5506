import { useMutation } from "@tanstack/react-query";
import { Smartphone } from "lucide-react";
import { QRCodeSVG } from "qrcode.react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { components } from "@/client/schema";

import { Button } from "./Button";
import { ErrorNotice } from "./Notice";

type Pairing = components["schemas"]["PairingView"];

/** A phone has a good camera at hand: its QR code signs it in to the same account. */
export function PhoneCard({ next }: { next?: string }): ReactNode {
  const { t } = useTranslation("devices");
  const pairing = useMutation({ mutationFn: () => call<Pairing>("POST", "/pairings") });
  const url = pairing.data && (next ? `${pairing.data.url}&next=${encodeURIComponent(next)}` : pairing.data.url);
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-5">
      <Button variant="quiet" className="self-start" busy={pairing.isPending} onClick={() => pairing.mutate()}>
        <Smartphone aria-hidden="true" />
        {t("phone.open")}
      </Button>
      {pairing.error && <ErrorNotice error={pairing.error} />}
      {url && (
        <div className="flex flex-wrap items-center gap-5">
          <div className="rounded-2xl bg-white p-3" data-testid="pairing-code">
            <QRCodeSVG value={url} size={148} title={t("phone.qr")} />
          </div>
          <div className="flex max-w-64 flex-col gap-1 text-sm">
            <p className="font-semibold">{t("phone.scan")}</p>
            <p className="break-all text-muted">{url}</p>
            <p className="text-muted">{t("phone.once")}</p>
            {!url.startsWith("https:") && <p className="text-warn">{t("phone.needsLan")}</p>}
          </div>
        </div>
      )}
    </div>
  );
}
