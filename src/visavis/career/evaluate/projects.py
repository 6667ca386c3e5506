"""Six questions about each project: which of them the text answers, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.career.evaluate.engine import Document, Part, Remark
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.posting import find_skills
from visavis.career.evaluate.results import figure_in
from visavis.career.evaluate.text import Piece, blocks_of, lines_of, piece, sentences_of
from visavis.career.resume.values import Entry
from visavis.kit.text import Text

QUESTIONS: dict[str, Text] = {
    "which": Text(ko="무엇을 만들었나", en="which project it was"),
    "why": Text(ko="왜 했나", en="why it was done"),
    "technology": Text(ko="어떤 기술을 썼나", en="what technology was used"),
    "why_technology": Text(ko="왜 그 기술인가", en="why that technology"),
    "result": Text(ko="결과가 어땠나", en="what came of it"),
    "limits": Text(ko="한계가 무엇이었나", en="what its limits were"),
}
_CUES = {
    "which": re.compile(
        r"서비스|시스템|앱|플랫폼|웹|모델|캠페인|사이트|도구|자동화|대시보드|설비|제품|챗봇|게임|라이브러리|"
        r"\b(?:app|service|system|platform|site|website|tool|model|dashboard|campaign|library|game|pipeline|bot)\b",
        re.IGNORECASE,
    ),
    "why": re.compile(
        r"때문에|위해|위하여|목적|배경|계기|문제(?:를|가|는|였)|불편|필요(?:해|했|가|성)|"
        r"\b(?:because|in order to|the problem|to solve|needed|the goal|purpose|motivat\w+|so that)\b",
        re.IGNORECASE,
    ),
    "why_technology": re.compile(
        r"선택(?:했|한|하|이유)|택했|대신|비교(?:해|하|한)|보다\s|장점|적합|유리|고른\s?이유|"
        r"\b(?:chose|chosen|instead of|rather than|over|compared|picked|because of its|suited)\b",
        re.IGNORECASE,
    ),
    "result": re.compile(
        r"결과|성과|달성|줄였|줄어|늘었|늘렸|높였|단축|향상|개선(?:했|되|됐)|수상|출시|"
        r"\b(?:result\w*|reduc\w+|increas\w+|improv\w+|cut|grew|launched|won|achieved|reached)\b",
        re.IGNORECASE,
    ),
    "limits": re.compile(
        r"한계|아쉬|부족(?:했|하|한)|보완|개선할|미흡|못했|못한|다시 한다면|"
        r"\b(?:limit\w*|shortcoming\w*|weakness\w*|could not|couldn't|next time|do differently|lack\w*|not yet)\b",
        re.IGNORECASE,
    ),
}
_PROJECT_HEAD = re.compile(r"프로젝트|project", re.IGNORECASE)
_MISSING = Text(ko="'{p}': '{q}'에 대한 답을 찾지 못했습니다.", en="'{p}': no answer was found to the question {q}.")
_ANSWERED = Text(ko="'{p}': '{q}'에 답했습니다.", en="'{p}': answers the question {q}.")
_BLANKS = {
    "which": Text(ko="___(사용자)을(를) 위한 ___을(를) 만들었습니다.", en="A ___ for ___ (who uses it)."),
    "why": Text(ko="___이(가) 문제였기 때문에 시작했습니다.", en="We began because ___ was a problem."),
    "technology": Text(ko="___을(를) 써서 만들었습니다.", en="Built with ___."),
    "why_technology": Text(
        ko="___와 비교해 ___이(가) 더 맞아 ___을(를) 골랐습니다.", en="Chose ___ over ___ because ___."
    ),
    "result": Text(ko="___이(가) ___에서 ___(으)로 바뀌었습니다.", en="___ went from ___ to ___."),
    "limits": Text(
        ko="___까지는 하지 못했고, 다시 한다면 ___하겠습니다.", en="It couldn't yet ___; next time I would ___."
    ),
}
MOST_PROJECTS = 8


@dataclass(frozen=True)
class Project:
    """A project: its name, all that is said about it, and the entry where it was read as one."""

    name: str
    body: Piece
    entry: Entry | None = None


def judge_projects(document: Document) -> Part:
    """The share of the six questions that are answered, over all projects; unmeasured in a résumé without any."""
    projects = projects_of(document)
    if not projects:
        return make_part("projects", document.kind, 0.0 if document.kind == "portfolio" else None)
    remarks = [remark for project in projects for remark in _judge(project, document)]
    answered = sum(one.verdict == "good" for one in remarks)
    return make_part("projects", document.kind, answered / len(remarks), remarks)


def projects_of(document: Document) -> tuple[Project, ...]:
    """The projects as they were read; else the blocks of a portfolio, or those that a résumé calls projects."""
    read = tuple(_read(document))
    return read[:MOST_PROJECTS] or tuple(_blocks(document))[:MOST_PROJECTS]


def _judge(project: Project, document: Document) -> Iterator[Remark]:
    head = next(lines_of(project.body.text, project.body.span.start))
    for key, question in QUESTIONS.items():
        place = answer_to(key, project, document)
        if place is None:
            yield Remark("mend", _told(_MISSING, project, question), head.text, head.span, _BLANKS[key])
        else:
            yield Remark("good", _told(_ANSWERED, project, question), place.text, place.span)


def _told(text: Text, project: Project, question: Text) -> Text:
    return Text(text.ko.format(p=project.name, q=question.ko), text.en.format(p=project.name, q=question.en))


def answer_to(key: str, project: Project, document: Document) -> Piece | None:
    """Where a question is answered: the field that was read, else the first sentence with a cue of it."""
    field = next((one for one in project.entry.fields if one.key == key and one.value), None) if project.entry else None
    if field is not None and field.span is not None:
        return piece(document.text, field.span.start, field.span.end)
    body, start = project.body.text, project.body.span.start
    sentences = sentences_of(body, document.language, start)
    if key == "technology":
        return next((one for one in (*sentences, *lines_of(body, start)) if find_skills(one.text)), None)
    found = (one for one in sentences if _CUES[key].search(one.text))
    if key == "result":
        found = (one for one in sentences if _CUES[key].search(one.text) or figure_in(one.text))
    if key == "why_technology":
        found = (one for one in sentences if _CUES[key].search(one.text) and find_skills(one.text))
    return next(found, None)


def _read(document: Document) -> Iterator[Project]:
    for entry in document.resume.of("project"):
        spans = [field.span for field in entry.fields if field.span]
        if spans:
            start, end = min(s.start for s in spans), max(s.end for s in spans)
            body = piece(document.text, start, end)
            yield Project(entry.get("name") or body.text.split("\n")[0][:40], body, entry)


def _blocks(document: Document) -> Iterator[Project]:
    within = document.kind == "portfolio"
    for block in blocks_of(document.text):
        first = block.text.split("\n")[0].strip("# *■●▶")
        if (within or _PROJECT_HEAD.search(first)) and sentences_of(block.text, document.language):
            yield Project(first[:40], block)
