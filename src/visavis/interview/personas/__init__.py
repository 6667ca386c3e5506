"""Personas of interviewers: which questions, in which words, with which voice, face and nods."""

from visavis.interview.personas.saying import greeting, reactions, sample_answer, spoken_question
from visavis.interview.personas.table import NoSuchPersona, find_persona, personas, sample_answers
from visavis.interview.personas.values import Persona, Settings

__all__ = [
    "NoSuchPersona",
    "Persona",
    "Settings",
    "find_persona",
    "greeting",
    "personas",
    "reactions",
    "sample_answer",
    "sample_answers",
    "spoken_question",
]
