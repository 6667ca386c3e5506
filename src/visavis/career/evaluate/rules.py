"""The engine that needs nothing: rules that anybody can read. The same input always scores the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from visavis.career.evaluate import parts
from visavis.career.evaluate.correctness import find_errors, judge_correctness
from visavis.career.evaluate.engine import LONGEST, Assessment, Document, Match, Part, Remark, Statistics, total_of
from visavis.career.evaluate.lengths import judge_lengths
from visavis.career.evaluate.posting import judge_posting
from visavis.career.evaluate.projects import judge_projects
from visavis.career.evaluate.readability import find_long, judge_readability
from visavis.career.evaluate.results import judge_results
from visavis.career.evaluate.structure import judge_structure
from visavis.career.evaluate.substance import why_nothing
from visavis.career.evaluate.text import Piece, sentences_of
from visavis.career.evaluate.verbs import find_verbs, judge_verbs
from visavis.career.evaluate.wording import find_worn, judge_wording
from visavis.career.writing.counting import count
from visavis.kit.text import Language, Text

NAME = "rules"
_CUT = Text(
    ko="문서가 길어 앞의 {n}자만 평가했습니다.", en="The document is long: its first {n} characters were evaluated."
)


class RulesEvaluator:
    """Counts, lists and patterns; no model, no network."""

    name = NAME

    def assess(self, document: Document, posting: str | None = None) -> Assessment:
        document, notices = cut(document)
        sentences = sentences_of(document.text, document.language)
        nothing = why_nothing(document)
        if nothing is not None:
            return _nothing(document, sentences, nothing)
        judged = list(_judge(document, sentences))
        match: Match | None = None
        if posting and posting.strip():
            part, match = judge_posting(document, posting[:LONGEST])
            judged.append(part)
        found = tuple(judged)
        return Assessment(self.name, found, statistics_of(document, sentences), total_of(found), match, notices)


def quick_remarks(text: str, language: Language) -> tuple[Remark, ...]:
    """What can be said while somebody is still writing: errors, clichés, repetition, long sentences, weak verbs."""
    sentences = sentences_of(text, language)
    weak, _ = find_verbs(sentences, language)
    verbs = judge_verbs(_plain(text, language), [one.sentence for one in weak]).remarks if weak else ()
    found = [*find_errors(text), *find_worn(text, language, sentences), *find_long(sentences, language), *verbs]
    return tuple(sorted(found, key=lambda one: one.span.start if one.span else 0))


def statistics_of(document: Document, sentences: tuple[Piece, ...]) -> Statistics:
    counted = count(document.text)
    words = sum(one.words for one in sentences)
    return Statistics(
        characters=counted.characters,
        characters_without_spaces=counted.without_spaces,
        utf8_bytes=counted.utf8_bytes,
        euc_kr_bytes=counted.euc_kr_bytes,
        sentences=len(sentences),
        words=words,
        words_per_sentence=round(words / len(sentences), 1) if sentences else None,
    )


def cut(document: Document) -> tuple[Document, tuple[Text, ...]]:
    """The part of a long document that is evaluated, and the notice that says so."""
    if len(document.text) <= LONGEST:
        return document, ()
    resume = document.resume
    kept = tuple(e for e in resume.entries if all(f.span is None or f.span.end <= LONGEST for f in e.fields))
    shorter = replace(resume, text=resume.text[:LONGEST], entries=kept)
    return replace(document, resume=shorter), (_CUT.fill(n=f"{LONGEST:,}"),)


def _judge(document: Document, sentences: tuple[Piece, ...]) -> Iterator[Part]:
    wanted = parts.MOST[document.kind]
    if "structure" in wanted:
        yield judge_structure(document)
    if "projects" in wanted:
        yield judge_projects(document)
    if "lengths" in wanted:
        yield judge_lengths(document)
    yield judge_results(document, sentences)
    yield judge_verbs(document, sentences)
    yield judge_wording(document, sentences)
    yield judge_correctness(document)
    yield judge_readability(document, sentences)


def _nothing(document: Document, sentences: tuple[Piece, ...], why: Text) -> Assessment:
    """No points and no praise."""
    keys = [key for key in parts.MOST[document.kind] if key != "posting"]
    judged = tuple(parts.make_part(key, document.kind, 0.0) for key in keys)
    return Assessment(NAME, judged, statistics_of(document, sentences), total_of(judged), None, (why,))


def _plain(text: str, language: Language) -> Document:
    from visavis.career.resume.values import Resume

    return Document("cover_letter", Resume(language, text))
