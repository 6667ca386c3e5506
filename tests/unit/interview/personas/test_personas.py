"""Personas change words, voice and face; they stay polite, and a seed always gives the same words."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from visavis.interview.personas import (
    NoSuchPersona,
    Persona,
    Settings,
    find_persona,
    greeting,
    personas,
    reactions,
    sample_answer,
    sample_answers,
    spoken_question,
)
from visavis.interview.personas.table import topics
from visavis.interview.questions.values import Kind
from visavis.kit.text import LANGUAGES, Language, Text
from visavis.people.clips import PLAIN
from visavis.voice.speak import SPEAKERS

QUESTION = "팀에서 의견이 달랐던 경험을 말씀해 주세요."
RUDE = re.compile(
    "바보|멍청|한심|무능|실망|형편없|뻔뻔|거짓말|변명|그것밖에|자격이 없|떨어뜨|"
    r"stupid|idiot|useless|pathetic|liar|excuse|disappoint|waste|ridiculous|fail|reject|shut up|hurry",
    re.IGNORECASE,
)


def wordings(persona: Persona) -> list[Text]:
    words = persona.wording
    return [persona.about, words.hello, *words.before, *words.turn, *words.detail, *words.heard]


def test_the_five_personas_are_there_and_explain_themselves() -> None:
    assert {one.id for one in personas()} == {"neutral", "warm", "pressure", "technical", "executive"}
    assert all(len(one.about.in_language(language)) > 30 for one in personas() for language in LANGUAGES)


@pytest.mark.parametrize("persona", personas(), ids=lambda persona: persona.id)
def test_nobody_insults_or_threatens(persona: Persona) -> None:
    said = [text.in_language(language) for text in wordings(persona) for language in LANGUAGES]
    assert not [text for text in said if RUDE.search(text)]


def test_pressure_says_that_it_neither_insults_nor_cuts_off() -> None:
    assert "never cuts you off" in find_persona("pressure").about.en


def test_a_neutral_interviewer_looks_and_sounds_as_ever() -> None:
    neutral = find_persona("neutral")
    assert neutral.style(neutral.usual) == PLAIN
    assert PLAIN.mark == ""


def test_each_persona_has_a_voice_and_a_face_of_its_own() -> None:
    styles = {one.id: one.style(one.usual) for one in personas()}
    assert len({style.mark for style in styles.values()}) == len(styles)
    warm, pressure = styles["warm"], styles["pressure"]
    assert warm.manner.smile_u > 0.02 > pressure.manner.smile_u
    assert warm.manner.nods_a_minute > 3 * pressure.manner.nods_a_minute
    assert warm.manner.brow_u > pressure.manner.brow_u


def test_rapport_makes_more_smiles_and_nods() -> None:
    persona = find_persona("executive")
    far, near = (persona.style(Settings(rapport, 0.5, 1.0)).manner for rapport in (0.0, 1.0))
    assert near.smile_u > far.smile_u
    assert near.nods_a_minute > far.nods_a_minute


def test_pace_makes_the_same_words_longer_or_shorter() -> None:
    with SPEAKERS.lease() as speaker:
        slow, usual, fast = (speaker.speak(QUESTION, "ko", "f1", rate).audio.duration_s for rate in (0.85, 1.0, 1.15))
    assert slow > 1.08 * usual > 1.16 * fast


def test_settings_keep_to_their_limits_and_steps() -> None:
    assert Settings(1.7, -3.0, 2.0).rounded() == Settings(1.0, 0.0, 1.15)
    assert Settings(0.512, 0.33, 0.93).rounded() == Settings(0.5, 0.35, 0.95)


@pytest.mark.parametrize("persona", personas(), ids=lambda persona: persona.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_itself_is_never_changed(persona: Persona, language: str) -> None:
    for seed in map(str, range(30)):
        said = spoken_question(persona, persona.usual, QUESTION, "experience", "ko", seed, is_new_turn=False)
        assert QUESTION in said
        assert said == spoken_question(persona, persona.usual, QUESTION, "experience", "ko", seed, is_new_turn=False)


def test_depth_asks_for_details_more_often() -> None:
    persona = find_persona("technical")

    def asked(depth: float) -> int:
        settings = Settings(0.5, depth, 1.0)
        said = (
            spoken_question(persona, settings, QUESTION, "role", "ko", str(n), is_new_turn=False) for n in range(200)
        )
        return sum(not text.endswith(QUESTION) for text in said)

    assert asked(0.0) == 0
    assert 50 < asked(0.5) < asked(1.0) < 180


def test_the_first_and_the_last_question_stand_alone() -> None:
    persona = find_persona("pressure")
    for kind in ("introduction", "closing"):
        assert spoken_question(persona, persona.usual, "A?", kind, "en", "1", is_new_turn=True) == "A?"


def test_whoever_takes_over_says_so() -> None:
    persona = find_persona("warm")
    said = spoken_question(persona, persona.usual, "A?", "english", "en", "1", is_new_turn=True)
    assert said.removesuffix(" A?") in [words.en for words in persona.wording.turn]


def test_a_greeting_names_who_it_is() -> None:
    said = greeting(find_persona("executive"), "윤미경", "사업부 본부장", "ko")
    assert "윤미경" in said
    assert "{" not in said
    assert len(reactions(find_persona("executive"), "ko")) >= 2


def test_there_are_three_sample_answers_to_every_kind_in_both_languages() -> None:
    bank = sample_answers()
    assert set(get_args(Kind)) < set(bank)
    for answers in bank.values():
        assert len({text.ko for text in answers}) >= 3
        assert all(40 <= len(text.ko) <= 140 and 40 <= len(text.en) <= 220 for text in answers)


def test_an_own_question_gets_an_answer_that_suits_any() -> None:
    assert sample_answer("own", "en", "x") in [text.en for text in sample_answers()["other"]]


def test_an_unknown_persona_is_named_with_those_that_are_there() -> None:
    with pytest.raises(NoSuchPersona, match="executive"):
        find_persona("cruel")


@pytest.mark.parametrize(
    ("language", "question"), [("ko", "1분 자기소개를 해 주세요."), ("en", "Please introduce yourself.")]
)
def test_an_own_question_for_an_introduction_is_answered_with_one(language: Language, question: str) -> None:
    introductions = {words.in_language(language) for words in sample_answers()["introduction"]}
    assert sample_answer("own", language, "s", question) in introductions


@pytest.mark.parametrize(
    ("question", "language", "says"),
    [
        ("어려운 문제를 해결한 경험을 말씀해 주세요.", "ko", "어려[웠움]|문제"),
        ("가장 힘들었던 일은 무엇인가요?", "ko", "어려[웠움]|문제"),
        ("팀원과 의견이 달랐던 경험이 있나요?", "ko", "의견|맞선|반대"),
        ("실패한 경험을 말씀해 주세요.", "ko", "실패|실수"),
        ("본인의 단점은 무엇인가요?", "ko", "단점|약점"),
        ("왜 지원하셨나요?", "ko", "지원했습니다"),
        ("우리 회사에 지원한 동기는 무엇인가요?", "ko", "지원했습니다"),
        ("5년 뒤 본인의 모습은 어떨 것 같나요?", "ko", "목표|싶습니다"),
        ("프로세스와 스레드의 차이는 무엇인가요?", "ko", "수업|핵심"),
        ("고객이 소리를 지르면 어떻게 하시겠습니까?", "ko", "겠습니다"),
        ("저희에게 궁금한 점이 있으신가요?", "ko", "궁금|여쭙"),
        ("Tell us about a time you solved a difficult problem.", "en", "hard|didn't add up"),
        ("Describe a conflict in your team.", "en", "different topics|disagreed|against"),
        ("What is your biggest weakness?", "en", "weakness|hard to say no"),
        ("Why do you want to work for our company?", "en", "I applied"),
        ("Where do you see yourself in five years?", "en", "I would like|I want|my first goal"),
        ("What is the difference between a process and a thread?", "en", "in class|core|course"),
        ("What would you do if a customer shouts at you?", "en", "would"),
        ("Do you have any questions for us?", "en", "I would like|I wonder"),
    ],
)
@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_an_own_question_is_answered_by_what_it_is_about(
    question: str, language: Language, says: str, seed: str
) -> None:
    assert re.search(says, sample_answer("own", language, seed, question), re.IGNORECASE)


def test_topics_have_three_short_answers_in_both_languages() -> None:
    for topic in topics():
        assert len({text.ko for text in topic.answers}) == len({text.en for text in topic.answers}) == 3
        assert all(30 <= len(text.ko) <= 140 and 40 <= len(text.en) <= 220 for text in topic.answers)


def test_a_questions_own_words_come_before_its_kind() -> None:
    answers = next(topic.answers for topic in topics() if topic.name == "conflict")
    assert sample_answer("experience", "ko", "s", QUESTION) in [text.ko for text in answers]
