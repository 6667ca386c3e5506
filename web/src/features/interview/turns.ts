/** What is said before a question: greetings at the beginning, and simulated candidates between one's own answers. */
import type { Interview, OtherCandidate } from "./api";

export type Turn =
  | { kind: "greeting"; seat: number; text: string; url: string }
  | { kind: "other"; candidate: OtherCandidate; text: string; url: string };

/**
 * `first` is the question with which this visit began: nobody is greeted in the midst of an interview, and what others
 * said before a reload isn't said again. Clips that aren't made yet are left out.
 */
export function turnsBefore(interview: Pick<Interview, "seats" | "others" | "questions">, index: number, first: number): Turn[] {
  if (index === 0) return first === 0 ? greetings(interview.seats) : [];
  if (index <= first) return [];
  const before = interview.questions[index - 1]?.index;
  return interview.others.flatMap((candidate): Turn[] => {
    const answer = candidate.answers.find((one) => one.question_index === before);
    return answer?.url ? [{ kind: "other", candidate, text: answer.text, url: answer.url }] : [];
  });
}

function greetings(seats: Interview["seats"]): Turn[] {
  return seats.flatMap((seat): Turn[] =>
    seat.greeting !== null && seat.greeting_url !== null
      ? [{ kind: "greeting", seat: seat.number, text: seat.greeting, url: seat.greeting_url }]
      : [],
  );
}
