/** What is said before a question: greetings at the beginning, and simulated candidates between one's own answers. */
import type { Interview, OtherCandidate } from "./api";

export type Turn =
  | { kind: "greeting"; seat: number; text: string; url: string }
  | { kind: "other"; candidate: OtherCandidate; questionIndex: number; text: string; url: string };

/**
 * `first` is the question with which this visit began: nobody is greeted in the midst of an interview, and what others
 * said before a reload isn't said again. Clips that aren't made yet are left out.
 */
export function turnsBefore(interview: Pick<Interview, "seats" | "others" | "questions">, index: number, first: number): Turn[] {
  if (index === 0) return first === 0 ? greetings(interview.seats) : [];
  if (index <= first || interview.questions[index]?.follows != null) return [];
  const before = rootBefore(interview.questions, index);
  if (before === undefined) return [];
  return interview.others.flatMap((candidate): Turn[] => {
    const answer = candidate.answers.find((one) => one.question_index === before);
    return answer?.url ? [{ kind: "other", candidate, questionIndex: before, text: answer.text, url: answer.url }] : [];
  });
}

/** The planned question before this one: others answer it once its follow-ups are over. */
function rootBefore(questions: Interview["questions"], index: number): number | undefined {
  return questions.slice(0, index).findLast((question) => question.follows == null)?.index;
}

function greetings(seats: Interview["seats"]): Turn[] {
  return seats.flatMap((seat): Turn[] =>
    seat.greeting !== null && seat.greeting_url !== null
      ? [{ kind: "greeting", seat: seat.number, text: seat.greeting, url: seat.greeting_url }]
      : [],
  );
}
