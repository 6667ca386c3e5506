import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { Button, ErrorNotice, Notice, Page, SignedIn, Skeleton } from "@/components";
import { paths } from "@/lib/paths";

import { LetterEditor } from "./LetterEditor";
import { letterKey, openLetter, type Letter } from "./api";
import { shelfOf, unsaved } from "./shelf";

/** One cover letter, opened as it was left. */
export function LetterPage(): ReactNode {
  const { id = "" } = useParams();
  return (
    <SignedIn stays>
      <Opened key={id} id={id} />
    </SignedIn>
  );
}

function Opened({ id }: { id: string }): ReactNode {
  const { t } = useTranslation("writing");
  // what lies open is newer than what the server would answer
  const letter = useQuery({ queryKey: letterKey(id), queryFn: () => openLetter(id), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false });
  if (letter.isPending || (letter.isFetching && !letter.isFetchedAfterMount)) return <Waiting />;
  if (letter.isError)
    return (
      <Page title={t("letter.title")} back={{ to: paths.writing, label: t("title") }}>
        <ErrorNotice error={letter.error} onRetry={() => void letter.refetch()} />
      </Page>
    );
  return <Restored letter={letter.data} />;
}

function Waiting(): ReactNode {
  const { t } = useTranslation("writing");
  return (
    <Page title={t("letter.title")} back={{ to: paths.writing, label: t("title") }}>
      <Skeleton className="h-96" />
    </Page>
  );
}

/** What this browser holds, unless it has arrived after all. */
function differing(letter: Letter): ReturnType<typeof unsaved> {
  const kept = unsaved(letter.id);
  const isSame = kept !== null && kept.content.title === letter.title && JSON.stringify(kept.content.items) === JSON.stringify(letter.items);
  if (isSame) shelfOf(letter.id).clear();
  return isSame ? null : kept;
}

/** What this browser holds and the server doesn't comes first; where both changed, the writer decides. */
function Restored({ letter }: { letter: Letter }): ReactNode {
  const { t } = useTranslation("writing");
  const [kept, setKept] = useState(() => differing(letter));
  const [choice, setChoice] = useState<"mine" | "theirs" | null>(null);
  if (kept === null || choice === "theirs") return <LetterEditor letter={letter} written={letter} isUnsaved={false} />;
  if (kept.revision === letter.revision || choice === "mine") return <LetterEditor letter={letter} written={kept.content} isUnsaved />;
  const takeTheirs = (): void => {
    shelfOf(letter.id).clear();
    setKept(null);
    setChoice("theirs");
  };
  return (
    <Page title={letter.title} back={{ to: paths.writing, label: t("title") }}>
      <Notice
        tone="warn"
        title={t("both.title")}
        action={
          <>
            <Button onClick={() => setChoice("mine")}>{t("both.mine")}</Button>
            <Button variant="secondary" onClick={takeTheirs}>
              {t("both.theirs")}
            </Button>
          </>
        }
      >
        {t("both.text")}
      </Notice>
    </Page>
  );
}
