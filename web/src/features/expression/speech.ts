/** The browser's own voice, where it has one: some have none at all, and some throw when asked. */

function synthesis(): SpeechSynthesis | null {
  try {
    return typeof SpeechSynthesisUtterance === "undefined" ? null : ((window as Partial<Window>).speechSynthesis ?? null);
  } catch {
    return null;
  }
}

/** Whether anything said could be heard. Voices may come later than the page: see `whenVoicesChange`. */
export function hasVoice(): boolean {
  try {
    return (synthesis()?.getVoices().length ?? 0) > 0;
  } catch {
    return false;
  }
}

/** Returns how to stop listening. */
export function whenVoicesChange(tell: () => void): () => void {
  const voice = synthesis() as Partial<SpeechSynthesis> | null; // older Safari can't be listened to
  voice?.addEventListener?.("voiceschanged", tell);
  return () => voice?.removeEventListener?.("voiceschanged", tell);
}

/** Begins to say it. `onFail` is called when it can't be heard, at once or later. */
export function say(words: string, language: string, onFail: () => void): void {
  const voice = hasVoice() ? synthesis() : null;
  if (!voice) return onFail();
  try {
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.lang = language;
    // What we or a newer cue cut short did not fail.
    spoken.onerror = ({ error }) => (error === "canceled" || error === "interrupted" ? undefined : onFail());
    voice.speak(spoken);
  } catch {
    onFail();
  }
}

export function hush(): void {
  try {
    synthesis()?.cancel();
  } catch {
    // It wasn't speaking.
  }
}
