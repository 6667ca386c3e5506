"""How the seats of an interview look on the wire: who sits there, how they behave, and their clips."""

from __future__ import annotations

from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from visavis.api.services import Services
from visavis.interview import seat_clips
from visavis.interview.panel import Seat, others_of, seats_of
from visavis.interview.personas import Persona, find_persona
from visavis.interview.tables import Interview, Question
from visavis.kit.errors import NotFound
from visavis.kit.text import Language
from visavis.people import clips
from visavis.people.persons import Person, find_person
from visavis.storage.blobs import Blobs

Rapport = Field(default=None, ge=0, le=1, description="0 distant – 1 close: smile, nods, reactions; null: as usual")
Depth = Field(default=None, ge=0, le=1, description="how often details are asked for; null: as usual")
Pace = Field(default=None, ge=0.85, le=1.15, description="multiplies the speed of the voice; null: as usual")


class PersonaChoice(BaseModel):
    """How an interviewer behaves."""

    model_config = ConfigDict(extra="forbid")

    persona: str = Field(default="neutral", max_length=40)
    rapport: float | None = Rapport
    depth: float | None = Depth
    pace: float | None = Pace

    def seat(self, person_id: str) -> Seat:
        """Somebody who behaves so. Raises NoSuchPersona."""
        usual = find_persona(self.persona).usual
        wished = {name: getattr(self, name) for name in ("rapport", "depth", "pace")}
        settings = type(usual)(**{name: getattr(usual, name) if v is None else v for name, v in wished.items()})
        return Seat(person_id, self.persona, settings.rounded())


class SeatChoice(PersonaChoice):
    """A seat of a panel."""

    person_id: str = Field(max_length=60)


class SettingsView(BaseModel):
    rapport: float
    depth: float
    pace: float


class PersonaView(BaseModel):
    """A way to behave that interviewers can have."""

    id: str
    title: str
    about: str = Field(description="what it does, in one or two sentences")
    usual: SettingsView


class SeatPersonaView(SettingsView):
    id: str
    title: str


class ReactionView(BaseModel):
    """Said when an answer is over."""

    text: str
    url: str | None


class SeatView(BaseModel):
    """An interviewer at their place. Addresses are null until the clips have been made."""

    number: int
    person_id: str
    gone: bool = Field(description="deleted: the questions of this seat come as text until another is chosen")
    name: str
    title: str
    portrait_url: str | None
    persona: SeatPersonaView | None
    listening_url: str | None
    left_url: str | None = Field(description="the turn to the left (0.8 s), a loop, and the turn back (0.8 s)")
    right_url: str | None
    aside: list[Literal["left", "right"]] = Field(description="the sides to which this seat will be able to look")
    greeting: str | None
    greeting_url: str | None
    reactions: list[ReactionView]
    more_urls: list[str] = Field(description="clips that say that a follow-up comes, as far as they are made")


class OtherAnswerView(BaseModel):
    question_index: int = Field(description="answered after the candidate's own answer to this question")
    text: str
    url: str | None


class OtherCandidateView(BaseModel):
    """A simulated candidate: a member of the cast with written sample answers."""

    number: int
    name: str
    portrait_url: str
    answers: list[OtherAnswerView]


def present_persona(persona: Persona, language: Language) -> PersonaView:
    usual = persona.usual
    return PersonaView(
        id=persona.id,
        title=persona.title.in_language(language),
        about=persona.about.in_language(language),
        usual=SettingsView(rapport=usual.rapport, depth=usual.depth, pace=usual.pace),
    )


def present_seats(services: Services, session: Session, one: Interview, language: Language) -> list[SeatView]:
    return [_present_seat(services, session, one, number, language) for number in range(len(seats_of(one)))]


def present_others(
    services: Services, session: Session, one: Interview, language: Language
) -> list[OtherCandidateView]:
    views = []
    for number, person_id in enumerate(others_of(one)):
        person = seat_person(session, one, Seat(person_id))
        if person is None:
            continue  # a cast of a later version may lack them
        asked = [question for candidate, question in seat_clips.answered_by_others(one) if candidate == number]
        views.append(
            OtherCandidateView(
                number=number,
                name=person.name.in_language(language),
                portrait_url=f"/api/interviewers/{person_id}/portrait.jpg",
                answers=[_present_answer(services.blobs, one, number, person, question) for question in asked],
            )
        )
    return views


def seat_person(session: Session, one: Interview, seat: Seat) -> Person | None:
    """Who has the seat; None when they were deleted."""
    try:
        return find_person(session, one.owner_id, seat.person_id)
    except NotFound:
        return None


def other_key(blobs: Blobs, one: Interview, number: int, person: Person, question: Question) -> str:
    """Where a simulated candidate's answer lies once it is made."""
    said = seat_clips.sample_of(one, number, question)
    return clips.speech_key(blobs, person, said, cast(Language, one.language))


def _present_answer(blobs: Blobs, one: Interview, number: int, person: Person, question: Question) -> OtherAnswerView:
    made = blobs.exists(other_key(blobs, one, number, person, question))
    return OtherAnswerView(
        question_index=question.number,
        text=seat_clips.sample_of(one, number, question),
        url=f"/api/interviews/{one.id}/others/{number}/{question.number}.mp4" if made else None,
    )


def _present_seat(services: Services, session: Session, one: Interview, number: int, language: Language) -> SeatView:
    seat = seats_of(one)[number]
    person, names = seat_person(session, one, seat), seat_clips.names_of(one, number)
    if person is None:
        return _empty(seat, number, language)
    spoken = cast(Language, one.language)
    urls = _urls(services.blobs, one, number, seat, person, names)
    said = {name: seat_clips.words_of(spoken, seat, person, name) for name in names}
    return SeatView(
        number=number,
        person_id=person.id,
        gone=False,
        name=person.name.in_language(language),
        title=person.title.in_language(language),
        portrait_url=f"/api/interviewers/{person.id}/portrait.jpg",
        persona=_present_persona(seat, language),
        listening_url=urls[seat_clips.LISTENING],
        left_url=urls.get("left"),
        right_url=urls.get("right"),
        aside=[side for side in _SIDES if side in names],
        greeting=said.get(seat_clips.GREETING),
        greeting_url=urls.get(seat_clips.GREETING),
        reactions=[
            ReactionView(text=text, url=urls[name])
            for name, text in said.items()
            if text and name.startswith(seat_clips.HEARD)
        ],
        more_urls=[url for name, url in urls.items() if url and name.startswith(seat_clips.MORE)],
    )


_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")


def _urls(
    blobs: Blobs, one: Interview, number: int, seat: Seat, person: Person, names: tuple[str, ...]
) -> dict[str, str | None]:
    language = cast(Language, one.language)
    made = {name: blobs.exists(seat_clips.key_of(blobs, language, seat, person, name)) for name in names}
    base = f"/api/interviews/{one.id}/seats/{number}"
    # the person is named, or a browser would show from its cache who sat there before
    urls = {name: f"{base}/{name}.mp4?person={person.id}" if there else None for name, there in made.items()}
    if not made[seat_clips.LISTENING] and one.state != "preparing" and blobs.exists(clips.listening_key(blobs, person)):
        urls[seat_clips.LISTENING] = f"/api/interviewers/{person.id}/listening.mp4"  # better than a still picture
    return urls


def _empty(seat: Seat, number: int, language: Language) -> SeatView:
    return SeatView(
        number=number,
        person_id=seat.person_id,
        gone=True,
        name="",
        title="",
        portrait_url=None,
        persona=_present_persona(seat, language),
        listening_url=None,
        left_url=None,
        right_url=None,
        aside=[],
        greeting=None,
        greeting_url=None,
        reactions=[],
        more_urls=[],
    )


def _present_persona(seat: Seat, language: Language) -> SeatPersonaView | None:
    if seat.persona is None:
        return None
    how = seat.set_to
    return SeatPersonaView(
        id=seat.persona.id,
        title=seat.persona.title.in_language(language),
        rapport=how.rapport,
        depth=how.depth,
        pace=how.pace,
    )
