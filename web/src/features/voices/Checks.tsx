import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { OwnVoice } from "./api";

/** What was found in the recording, and what couldn't be checked. */
export function Checks({ voice }: { voice: OwnVoice }): ReactNode {
  const { t } = useTranslation("voices");
  const say = (passed: boolean | null): string => (passed === null ? t("check.notChecked") : t(passed ? "check.passed" : "check.failed"));
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {voice.checks.map((check) => (
        <div key={check.key} className="contents">
          <dt className="text-muted">{t(`check.${check.key as "length"}`)}</dt>
          <dd className="tabular-nums">
            {check.value !== null && `${check.value} ${check.unit} · `}
            {say(check.passed)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
