import type { Script } from "./api";

/** Which sentence is being said after so many seconds at the estimated pace; null once the script is over. */
export function sentenceAt(script: Script, elapsedS: number): number | null {
  let passed = 0;
  for (const [index, sentence] of script.sentences.entries()) {
    passed += sentence.duration_s;
    if (elapsedS < passed) return index;
  }
  return null;
}
