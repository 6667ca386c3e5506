/**
 * The browser's own speech recogniser, for a first transcript. Off unless the candidate turns it on: in many browsers
 * the sound goes to the browser's vendor.
 */
import type { Language } from "@/lib/i18n";

interface Result {
  isFinal: boolean;
  0: { transcript: string };
}

interface Recogniser {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { resultIndex: number; results: ArrayLike<Result> }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
}

type MakeRecogniser = new () => Recogniser;

const tags: Record<Language, string> = { ko: "ko-KR", en: "en-US" };

function browserRecogniser(): MakeRecogniser | null {
  const found = window as unknown as { SpeechRecognition?: MakeRecogniser; webkitSpeechRecognition?: MakeRecogniser };
  return found.SpeechRecognition ?? found.webkitSpeechRecognition ?? null;
}

export function canRecognise(): boolean {
  return browserRecogniser() !== null;
}

export class Transcript {
  private text = "";
  private wanted = true;
  private readonly recogniser: Recogniser;

  private constructor(make: MakeRecogniser, language: Language) {
    this.recogniser = new make();
    this.recogniser.lang = tags[language];
    this.recogniser.continuous = true;
    this.recogniser.interimResults = false;
    this.recogniser.onresult = (event) => {
      for (const result of Array.from(event.results).slice(event.resultIndex)) {
        if (result.isFinal) this.text = `${this.text} ${result[0].transcript.trim()}`.trim();
      }
    };
    // browsers stop after a silence; an answer may have one
    this.recogniser.onend = () => {
      if (this.wanted) this.begin();
    };
    this.begin();
  }

  /** Null where the browser has no recogniser. */
  static start(language: Language): Transcript | null {
    const make = browserRecogniser();
    return make && new Transcript(make, language);
  }

  /** What was understood; the last words get a second to arrive. */
  async stop(): Promise<string> {
    this.wanted = false;
    const over = new Promise<void>((resolve) => {
      this.recogniser.onend = () => resolve();
      setTimeout(resolve, 1000);
    });
    this.recogniser.stop();
    await over;
    return this.text;
  }

  private begin(): void {
    try {
      this.recogniser.start();
    } catch {
      this.wanted = false; // the browser gave up (no network, no permission): the answer itself is not touched
    }
  }
}
