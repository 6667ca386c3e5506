"""The question bank: tracks in Korean and English, and how one interview's questions are chosen."""

from visavis.interview.questions.bank_files import BadQuestionFile, find_track, load_tracks, read_track
from visavis.interview.questions.choosing import TooManyQuestions, choose_questions
from visavis.interview.questions.values import COMPETENCE_TITLES, KIND_TITLES, Competence, Kind, Question, Track

__all__ = [
    "COMPETENCE_TITLES",
    "KIND_TITLES",
    "BadQuestionFile",
    "Competence",
    "Kind",
    "Question",
    "TooManyQuestions",
    "Track",
    "choose_questions",
    "find_track",
    "load_tracks",
    "read_track",
]
