"""What a question and a track of questions are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from visavis.kit.text import Text

Kind = Literal[
    "introduction", "personality", "experience", "role", "situation", "presentation", "pressure", "english", "closing"
]
"""The kinds that Korean employers themselves use, in the order in which an interview usually goes."""

KINDS: tuple[Kind, ...] = get_args(Kind)

KIND_TITLES: dict[Kind, Text] = {
    "introduction": Text(ko="1분 자기소개", en="One-minute introduction"),
    "personality": Text(ko="인성", en="Personality"),
    "experience": Text(ko="경험", en="Experience"),
    "role": Text(ko="직무", en="Role"),
    "situation": Text(ko="상황", en="Situation"),
    "presentation": Text(ko="PT", en="Presentation"),
    "pressure": Text(ko="압박", en="Pressure"),
    "english": Text(ko="영어", en="English"),
    "closing": Text(ko="마지막 한마디", en="Closing words"),
}

Competence = Literal[
    "communication",
    "numeracy",
    "problem_solving",
    "self_development",
    "resource_management",
    "interpersonal",
    "information",
    "technology",
    "organisation",
    "work_ethics",
]
"""The ten basic competences (직업기초능력) of Korea's National Competency Standards."""

COMPETENCE_TITLES: dict[Competence, Text] = {
    "communication": Text(ko="의사소통능력", en="Communication"),
    "numeracy": Text(ko="수리능력", en="Numeracy"),
    "problem_solving": Text(ko="문제해결능력", en="Problem solving"),
    "self_development": Text(ko="자기개발능력", en="Self-development"),
    "resource_management": Text(ko="자원관리능력", en="Resource management"),
    "interpersonal": Text(ko="대인관계능력", en="Interpersonal skills"),
    "information": Text(ko="정보능력", en="Information skills"),
    "technology": Text(ko="기술능력", en="Technical skills"),
    "organisation": Text(ko="조직이해능력", en="Understanding organisations"),
    "work_ethics": Text(ko="직업윤리", en="Work ethics"),
}


@dataclass(frozen=True)
class Question:
    """One question as it is asked, with what an interviewer may ask next."""

    id: str
    kind: Kind
    competence: Competence
    text: Text
    follow_ups: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Track:
    """A field to practise for. ``questions`` are its own; openings and closings are shared by all tracks."""

    id: str
    title: Text
    about: Text
    questions: tuple[Question, ...]
