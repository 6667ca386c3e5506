"""What an answer says: relevance, structure, specificity, length, fillers, with quotes; and an outline out of the
candidate's own facts. The rules serve when nobody asks for more."""

from visavis.interview.content.engine import Content, ContentReader, Quote, Spoken, Timed
from visavis.interview.content.rules import NAME as RULES
from visavis.interview.content.rules import Rules

__all__ = ["RULES", "Content", "ContentReader", "Quote", "Rules", "Spoken", "Timed"]
