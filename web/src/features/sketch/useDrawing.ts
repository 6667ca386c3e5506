import { useEffect, useRef, useState } from "react";

import { beginDrawing, inkedUrl, renameDrawing, saveDrawing, type OpenDrawing, type Wishes } from "./api";
import { cleared, emptyHistory, picturesOf, redo, undo, withMark, type History, type Mark } from "./drawing";
import { inkOf, type Inked } from "./paint";
import { Saver, type SavingState, type Store } from "./saver";
import { plainWishes } from "./wishes";

interface Content {
  name: string;
  marks: readonly Mark[];
  wishes: Wishes;
}

export interface DrawingInHand {
  history: History;
  wishes: Wishes;
  name: string;
  saving: SavingState;
  inked: Inked;
  add: (mark: Mark) => void;
  undo: () => void;
  redo: () => void;
  clear: () => void;
  wish: (wishes: Wishes) => void;
  rename: (name: string) => void;
  /** Its id on the server, where it is begun if need be. */
  ensure: () => Promise<string>;
}

const store: Store<Content> = {
  begin: (content) => beginDrawing(content?.name ?? ""),
  save: (id, revision, { marks, wishes }) => saveDrawing(id, revision, marks, wishes),
};

/** The drawing under the hand: everything done to it, saved as it grows. `onBegun` hears the id of a new one. */
export function useDrawing(opened: OpenDrawing | null, onBegun: (id: string) => void): DrawingInHand {
  const [history, setHistory] = useState<History>(() => (opened ? { marks: (opened.document.marks ?? []), undone: [] } : emptyHistory));
  const [wishes, setWishes] = useState<Wishes>(() => opened?.document.wishes ?? plainWishes);
  const [name, setName] = useState(opened?.name ?? "");
  const [kept, setKept] = useState<{ name: string; failed?: string }>({ name: opened?.name ?? "" });
  const [id, setId] = useState(opened?.id ?? null);
  const [saving, setSaving] = useState<SavingState>(opened ? "saved" : "new");
  const [saver] = useState(() => new Saver<Content>(store, (state, id) => { setSaving(state); setId(id); }, opened));
  useEffect(() => {
    if (id !== null && id !== opened?.id) onBegun(id);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- it is heard once
  }, [id]);
  const inked = useInked(history.marks, saver);
  const first = useRef({ marks: history.marks, wishes });
  useEffect(() => {
    if (history.marks === first.current.marks && wishes === first.current.wishes) return;
    if (opened === null && history.marks.length === 0 && saving === "new") return;
    saver.change({ name, marks: history.marks, wishes });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what is drawn and wished for is a change
  }, [history.marks, wishes, saver]);
  useFlushOnLeaving(saver);
  useEffect(() => {
    if (id === null || name === kept.name) return;
    renameDrawing(id, name).then(
      () => setKept({ name }),
      () => setKept((now) => ({ ...now, failed: name })),
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a name is sent once it changes, or once there is a drawing
  }, [id, name]);
  const unnamed = kept.failed === name ? "failed" : "saving";
  return {
    history,
    wishes,
    name,
    saving: saving === "saved" && name !== kept.name ? unnamed : saving,
    inked,
    add: (mark) => setHistory((now) => withMark(now, mark)),
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    clear: () => setHistory(cleared),
    wish: setWishes,
    rename: setName,
    ensure: () => saver.ensure(),
  };
}

/** The ink of the pictures that lie in the drawing, loaded as they come in. */
function useInked(marks: readonly Mark[], saver: { ensure: () => Promise<string> }): Inked {
  const [inked, setInked] = useState<Inked>(new Map());
  const asked = useRef(new Set<string>());
  useEffect(() => {
    for (const picture of picturesOf(marks)) {
      if (asked.current.has(picture)) continue;
      asked.current.add(picture);
      void saver
        .ensure()
        .then((id) => inkOf(inkedUrl(id, picture)))
        .then(
          (ink) => setInked((now) => new Map([...now, [picture, ink]])),
          () => asked.current.delete(picture),
        );
    }
  }, [marks, saver]);
  return inked;
}

function useFlushOnLeaving(saver: { flush: () => void }): void {
  useEffect(() => {
    const leave = (): void => {
      if (document.visibilityState === "hidden") saver.flush();
    };
    document.addEventListener("visibilitychange", leave);
    window.addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      window.removeEventListener("pagehide", leave);
      saver.flush();
    };
  }, [saver]);
}
