"""Question sets as files: read, written, and kept for an account."""

from visavis.interview.questions.sets.files import read_set, write_set, write_template
from visavis.interview.questions.sets.values import LARGEST_FILE, BadQuestionSet, Form, QuestionList, SetQuestion

__all__ = [
    "LARGEST_FILE",
    "BadQuestionSet",
    "Form",
    "QuestionList",
    "SetQuestion",
    "read_set",
    "write_set",
    "write_template",
]
