import { useQuery } from "@tanstack/react-query";
import { RadioGroup } from "radix-ui";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ErrorNotice, Slider } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { Silhouette } from "./Silhouette";
import { Thumb } from "./Tile";
import { listFaces, listPeople, mixFaces, peopleKey, type FaceCard } from "./api";
import { engineOf } from "./code";
import { useFavourites } from "./useFavourites";

const most = 12;

/** Who can be mixed with: favourites, one's own, and some others, all of the same engine. */
function usePartners(code: string): FaceCard[] {
  const { faces } = useFavourites();
  const people = useQuery({ queryKey: [...peopleKey, currentLanguage()], queryFn: listPeople }).data ?? [];
  const own = people.flatMap((one) => (one.code ? [{ code: one.code, name: one.name, look: one.look ?? "", image_url: "" }] : []));
  const [start] = useState(() => 12 * Math.floor(Math.random() * 300_000));
  const anyone = { kind: "", look: "", keyword: "" };
  const engine = engineOf(code);
  const others = useQuery({ queryKey: ["partners", currentLanguage(), engine, start], queryFn: () => listFaces(anyone, start, engine), staleTime: Infinity }).data?.faces ?? [];
  const fitting = [...faces, ...own, ...others].filter((face) => engineOf(face.code) === engine);
  const all = new Map(fitting.map((face) => [face.code, face]));
  all.delete(code);
  return [...all.values()].slice(0, most);
}

export function Mixer({ code, onTake }: { code: string; onTake: (code: string) => void }): ReactNode {
  const { t } = useTranslation("people");
  const partners = usePartners(code);
  const [other, setOther] = useState<string | null>(null);
  const [share, setShare] = useState(50);
  const mixed = useQuery({
    queryKey: ["mix", currentLanguage(), code, other, share],
    queryFn: ({ signal }) => mixFaces(code, other ?? "", share / 100, signal),
    enabled: other !== null,
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup.Root aria-label={t("mix.with")} value={other} onValueChange={setOther} orientation="horizontal" className="-mx-1 flex gap-2 overflow-x-auto p-1">
        {partners.map((face) => (
          <RadioGroup.Item key={face.code} value={face.code} aria-label={face.name} className="w-20 shrink-0 overflow-hidden rounded-xl border-2 border-transparent data-[state=checked]:border-accent">
            <Thumb code={face.code} alt="" />
            <span className="block truncate py-0.5 text-xs">{face.name}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {other !== null && (
        <div className="grid grid-cols-[7rem_minmax(0,1fr)] items-center gap-4">
          {mixed.data ? <Thumb key={mixed.data.code} code={mixed.data.code} alt={t("mix.result")} className="rounded-2xl" /> : <span className="relative aspect-square animate-pulse rounded-2xl bg-sunken"><Silhouette label={t("tile.coming")} /></span>}
          <div className="flex flex-col gap-2">
            <Slider label={t("mix.share")} value={share} onChange={setShare} min={5} max={95} step={5} shown={t("mix.percent", { value: share })} />
            <Button variant="secondary" disabled={!mixed.data} onClick={() => mixed.data && onTake(mixed.data.code)} className="self-start">
              {t("mix.take")}
            </Button>
          </div>
        </div>
      )}
      {mixed.error && <ErrorNotice error={mixed.error} />}
    </div>
  );
}
