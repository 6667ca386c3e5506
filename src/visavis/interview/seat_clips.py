"""The clips of an interview but for its questions: how each seat listens, greets and reacts, what others answer.

They hold nothing private: of the cast they are shared by all interviews with the same settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from visavis.interview.panel import Seat, directions, facing_deg, others_of, seats_of
from visavis.interview.personas import greeting, reactions, sample_answer, spoken_question
from visavis.interview.questions.following import acknowledgements, standing_questions
from visavis.interview.tables import Interview, Question
from visavis.kit.text import Language
from visavis.people import clips
from visavis.people.clips import Clip
from visavis.people.persons import Person
from visavis.storage.blobs import Blobs

LISTENING = "listening"
GREETING = "greeting"
HEARD = "heard-"
MORE = "more-"
"""There is one thing more to ask."""
AGAIN = "again-"
"""A follow-up to an answer that was empty."""


def names_of(interview: Interview, number: int) -> tuple[str, ...]:
    """A seat's clips: 'listening', 'left', 'right', 'greeting', 'more-0' …, 'again-0' …, 'heard-0' …

    Without a persona no words are added but those of follow-ups.
    """
    seats = seats_of(interview)
    aside = directions(len(seats), number, len(others_of(interview)))
    persona = seats[number].persona
    greeted = (GREETING,) if persona else ()
    heard = tuple(f"{HEARD}{at}" for at in range(len(persona.wording.heard))) if persona else ()
    return (LISTENING, *greeted, *aside, *_followed(interview), *heard)


def _followed(interview: Interview) -> Iterator[str]:
    if interview.most_follow_ups:
        language = _language(interview)
        yield from (f"{MORE}{at}" for at in range(len(acknowledgements(language))))
        yield from (f"{AGAIN}{at}" for at in range(len(standing_questions(language))))


def reaction_of(interview: Interview, question: Question) -> str | None:
    """The clip with which the seat takes note of the answer to a question; None for a seat without a persona."""
    persona = seats_of(interview)[question.seat].persona
    return f"{HEARD}{question.number % len(persona.wording.heard)}" if persona else None


def key_of(blobs: Blobs, language: Language, seat: Seat, person: Person, name: str) -> str:
    """Where a clip of a seat lies once it is made."""
    if said := words_of(language, seat, person, name):
        return clips.speech_key(blobs, person, said, language, seat.style)
    return clips.listening_key(blobs, person, seat.style, _facing(name))


def make(blobs: Blobs, language: Language, seat: Seat, person: Person, name: str) -> Clip:
    """The clip, made unless it is kept."""
    if said := words_of(language, seat, person, name):
        return clips.speak_clip(blobs, person, said, language, style=seat.style)
    return clips.listening_clip(blobs, person, seat.style, _facing(name))


def words_of(language: Language, seat: Seat, person: Person, name: str) -> str | None:
    """What is said in a clip of a seat; None where it listens."""
    if name.startswith(MORE):
        return acknowledgements(language)[int(name.removeprefix(MORE))]
    if name.startswith(AGAIN):
        return standing_questions(language)[int(name.removeprefix(AGAIN))]
    persona = seat.persona
    if persona is None or (name != GREETING and not name.startswith(HEARD)):
        return None
    if name == GREETING:
        return greeting(persona, person.name.in_language(language), person.title.in_language(language), language)
    return reactions(persona, language)[int(name.removeprefix(HEARD))]


def question_words(question: Question) -> str:
    """A question as its seat says it."""
    interview, seats = question.interview, seats_of(question.interview)
    seat = seats[question.seat]
    if seat.persona is None:
        return question.text
    before = interview.questions[question.number - 1].seat if question.number else question.seat
    return spoken_question(
        seat.persona,
        seat.set_to,
        question.text,
        question.kind,
        _language(interview),
        question.id,
        is_new_turn=before != question.seat,
    )


def answered_by_others(interview: Interview) -> Iterator[tuple[int, Question]]:
    """(number of a candidate, question) for every turn of a simulated candidate: after each question but the
    last one and those that follow up what the candidate said."""
    for question in interview.questions[:-1]:
        if question.follows_id is None and question.kind != "closing":
            for candidate in range(len(others_of(interview))):
                yield candidate, question


def sample_of(interview: Interview, candidate: int, question: Question) -> str:
    """What a simulated candidate answers; two of them don't say the same."""
    language = _language(interview)
    said: list[str] = []
    for at in range(candidate + 1):
        tries = (sample_answer(question.kind, language, f"{question.id}:{at}:{n}", question.text) for n in range(40))
        said.append(next(text for text in tries if text not in said))
    return said[-1]


def _facing(name: str) -> float:
    return 0.0 if name == LISTENING else facing_deg(name)


def _language(interview: Interview) -> Language:
    return cast(Language, interview.language)
