"""Question sets as files: read, written, and kept for an account."""

from visavis.interview.questions.sets.checking import list_of
from visavis.interview.questions.sets.files import read_set, write_set, write_template
from visavis.interview.questions.sets.values import (
    LARGEST_FILE,
    LONGEST,
    LONGEST_TITLE,
    MOST_QUESTIONS,
    BadQuestionSet,
    Form,
    QuestionList,
    SetQuestion,
)

__all__ = [
    "LARGEST_FILE",
    "LONGEST",
    "LONGEST_TITLE",
    "MOST_QUESTIONS",
    "BadQuestionSet",
    "Form",
    "QuestionList",
    "SetQuestion",
    "list_of",
    "read_set",
    "write_set",
    "write_template",
]
