import { useQuery } from "@tanstack/react-query";
import { ArrowDownToLine, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Button, Card, ErrorNotice, Notice, Section, Spinner, Switch } from "@/components";
import { classes } from "@/lib/classes";

import { ClipAnswer } from "./ClipAnswer";
import { FaceAnswer } from "./FaceAnswer";
import { Picture } from "./Picture";
import { isMeasured, readFile, type About, type Attested, type Face, type Reading } from "./api";
import type { Item } from "./reading";
import { toCsv } from "./table";

interface Props {
  about: About;
  attested: Attested;
  items: readonly Item[];
  onClear: () => void;
}

/** Every file's answers, and all of them as a table to take along. */
export function Results({ about, attested, items, onClear }: Props): ReactNode {
  const { t } = useTranslation("expression");
  const isDone = items.every((one) => one.state === "read" || one.state === "failed");
  const save = (): void => {
    const table = toCsv(
      items,
      about.classes.map((one) => one.id),
    );
    hand(new Blob(["\ufeff", table], { type: "text/csv;charset=utf-8" }), "expressions.csv");
  };
  return (
    <Section title={t("results.title", { count: items.length })}>
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" disabled={!isDone} onClick={save} data-testid="csv">
          <ArrowDownToLine aria-hidden="true" />
          {t("results.csv")}
        </Button>
        <Button variant="quiet" onClick={onClear}>
          <Trash2 aria-hidden="true" />
          {t("results.clear")}
        </Button>
      </div>
      <p className="text-sm text-muted">{about.how_often_wrong}</p>
      <ol className="flex flex-col gap-6">
        {items.map((item) => (
          <li key={item.key}>
            <Result about={about} attested={attested} item={item} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Result({ about, attested, item }: { about: About; attested: Attested; item: Item }): ReactNode {
  const { t } = useTranslation("expression");
  const { reading } = item;
  return (
    <Card className="flex flex-col gap-4" data-testid="result" data-state={item.state}>
      <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <span className="min-w-0 break-all">{item.file.name}</span>
        {item.state === "waiting" && <Badge>{t("results.waiting")}</Badge>}
        {item.state === "reading" && (
          <>
            <Spinner /> {t("results.reading")}
          </>
        )}
      </p>
      {item.reason && <Notice tone="danger">{item.reason}</Notice>}
      {reading?.message && <Notice tone="warn">{reading.message}</Notice>}
      {reading?.clip && <ClipAnswer about={about} file={item.file} clip={reading.clip} />}
      {reading?.kind === "picture" && reading.faces.length > 0 && <PictureAnswer about={about} attested={attested} file={item.file} reading={reading} />}
    </Card>
  );
}

interface PictureAnswerProps {
  about: About;
  attested: Attested;
  file: File;
  reading: Reading;
}

function PictureAnswer({ about, attested, file, reading }: PictureAnswerProps): ReactNode {
  const { t } = useTranslation("expression");
  const [withMaps, setMaps] = useState(false);
  const mapped = useQuery({
    queryKey: ["expression-maps", file.name, file.size, file.lastModified, reading.how_often_wrong],
    queryFn: ({ signal }) => readFile(file, attested, true, signal),
    enabled: withMaps,
    staleTime: Infinity,
    gcTime: 0, // faces don't stay in memory longer than they are looked at
  });
  const shown = withMaps && mapped.data ? mapped.data : reading;
  const isAlone = reading.faces.length === 1;
  const isCrowd = reading.faces.length > 3;
  const canMap = reading.faces.some(isMeasured);
  return (
    <div className={classes("grid gap-6", !isCrowd && "md:grid-cols-[minmax(0,3fr)_minmax(17rem,2fr)]")}>
      <div className="flex min-w-0 flex-col gap-3">
        <Picture file={file} reading={shown} withMaps={withMaps} />
        {canMap && <Switch label={t("map.label")} hint={t("map.hint")} checked={withMaps} onChange={setMaps} />}
        {withMaps && mapped.isPending && <Spinner />}
        {withMaps && mapped.error && <ErrorNotice error={mapped.error} onRetry={() => void mapped.refetch()} />}
        {withMaps && mapped.data && <Legend about={about} faces={mapped.data.faces} />}
      </div>
      <div className={isCrowd ? "grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-3" : "flex flex-col gap-6"}>
        {shown.faces.map((face, at) => (
          <FaceAnswer key={`${face.place.left} ${face.place.top}`} about={about} face={face} number={isAlone ? null : at + 1} withNets />
        ))}
        {reading.not_read && (
          <Notice tone="warn" className={classes(isCrowd && "col-span-full")}>
            {reading.not_read}
          </Notice>
        )}
      </div>
    </div>
  );
}

function Legend({ about, faces }: { about: About; faces: readonly Face[] }): ReactNode {
  const { t } = useTranslation("expression");
  const numbers = (some: (face: Face) => boolean): string => faces.flatMap((face, at) => (some(face) ? [at + 1] : [])).join(", ");
  const refused = numbers((face) => !isMeasured(face));
  const left = numbers((face) => isMeasured(face) && !face.map);
  return (
    <div className="flex flex-col gap-2 text-sm text-muted" data-testid="legend">
      <p className="flex flex-wrap gap-x-5 gap-y-1">
        <span className="flex items-center gap-2">
          <span aria-hidden="true" className="h-3 w-16 rounded-full bg-linear-to-r from-[#ff6a00]/10 to-[#ff6a00]" /> {t("map.for")}
        </span>
        <span className="flex items-center gap-2">
          <span aria-hidden="true" className="h-3 w-16 rounded-full bg-linear-to-r from-[#005ce6]/10 to-[#005ce6]" /> {t("map.against")}
        </span>
      </p>
      <p>{t("map.scale")}</p>
      {left && <p>{t("map.left", { numbers: left, count: faces.filter((face) => face.map).length })}</p>}
      {refused && <p>{t("map.refused", { numbers: refused })}</p>}
      {faces.map(
        (face, at) =>
          face.map &&
          isMeasured(face) && (
            <p key={at}>
              {faces.length > 1 && `${at + 1}. `}
              {t("map.most", { title: about.classes.find((one) => one.id === face.map?.of)?.title, percent: upTo(face.map.most_fall) })}
            </p>
          ),
      )}
    </div>
  );
}

/** Per cent of a share, rounded up: it is said as the most. */
function upTo(share: number): string {
  return Math.max(0.1, Math.ceil(1000 * share) / 10).toFixed(1);
}

/** Hands a file to the browser's downloads. */
function hand(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
