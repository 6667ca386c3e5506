import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { Page, SignedIn, TabPane, Tabs } from "@/components";
import { paths } from "@/lib/paths";

import { Drill } from "./Drill";
import { Letters } from "./Letters";
import { PastQuestions } from "./PastQuestions";

const tabs = ["letters", "minute", "past"] as const;

/** Cover letters, the one-minute introduction, and questions that companies asked before. */
export function WritingPage(): ReactNode {
  const { t } = useTranslation(["writing", "career"]);
  const [asked, setAsked] = useSearchParams();
  const [first] = useState(() => tabs.find((one) => one === asked.get("tab")) ?? "letters");
  const tab = tabs.find((one) => one === asked.get("tab")) ?? first;
  return (
    <SignedIn>
      <Page title={t("title")} lead={t("lead")} back={{ to: paths.career, label: t("career:title") }}>
        <Tabs label={t("tabs.label")} tabs={tabs.map((value) => ({ value, label: t(`tabs.${value}`) }))} value={tab} onChange={(value) => setAsked({ tab: value }, { replace: true })}>
          <TabPane value="letters">
            <Letters />
          </TabPane>
          <TabPane value="minute">
            <Drill />
          </TabPane>
          <TabPane value="past">
            <PastQuestions />
          </TabPane>
        </Tabs>
      </Page>
    </SignedIn>
  );
}
