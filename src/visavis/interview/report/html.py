"""The report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from visavis.interview.report.html_content import content_html
from visavis.interview.report.schema import AnswerPart, Bilingual, MeasurePart, Report, Suggestion
from visavis.interview.report.timeline import timeline_svg
from visavis.interview.report.words import (
    FAMILIES,
    capability_title,
    change_words,
    clock,
    figure,
    label,
    norm_kind,
    pick,
    usual_range,
)
from visavis.kit.text import Language
from visavis.observe.expression_classes.wording import percent


def report_html(report: Report, language: Language) -> str:
    """The whole page in one language. Everything that a person typed is escaped."""
    title = escape(pick(report.interview.title, language) or label("report", language))
    body = (
        f"<header><h1>{title}</h1><p>{escape(_subtitle(report, language))}</p></header>"
        f"{_next(report, language)}{_good(report, language)}"
        f"{''.join(_answer(answer, language) for answer in report.answers)}"
        f"{_definitions(report, language)}{_footer(report, language)}"
    )
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
        f'<meta name="robots" content="noindex"><title>{title}</title><style>{_style()}</style></head>'
        f"<body><main>{body}</main></body></html>\n"
    )


@cache
def _style() -> str:
    return (files(__package__) / "page.css").read_text("utf-8")


@cache
def _policy() -> str:
    """Nothing but the file's own style, which browsers know by its hash."""
    told = b64encode(sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{told}'"


def _subtitle(report: Report, language: Language) -> str:
    when = report.interview.recorded_at or report.made_at
    return f"{label('report', language)} · {when:%Y-%m-%d %H:%M}"


def _next(report: Report, language: Language) -> str:
    heading = f"<h2>{label('next', language)}</h2>"
    if not report.suggestions:
        return f'{heading}<p class="meta">{label("nothing_next", language)}</p>'
    return f'{heading}<ol class="tries">{"".join(_try(s, language) for s in report.suggestions)}</ol>'


def _try(suggestion: Suggestion, language: Language) -> str:
    number, a, b = suggestion.answer_index + 1, clock(suggestion.start_s), clock(suggestion.end_s)
    has_moment = suggestion.end_s > suggestion.start_s
    moment = label("moment", language, n=number, a=a, b=b) if has_moment else label("answer", language, n=number)
    return (
        f'<li><p class="what">{escape(pick(suggestion.text, language))}</p>'
        f'<p class="why">{escape(pick(suggestion.why, language))}</p>'
        f'<a class="moment" href="#answer-{suggestion.answer_index + 1}">{moment}</a></li>'
    )


def _good(report: Report, language: Language) -> str:
    if not report.strengths:
        return ""
    lines = "".join(f"<li>{escape(pick(strength.text, language))}</li>" for strength in report.strengths)
    return f'<h2>{label("good", language)}</h2><ul class="good">{lines}</ul>'


def _answer(answer: AnswerPart, language: Language) -> str:
    number = label("answer", language, n=answer.index + 1)
    kind = f" · {escape(pick(answer.question.kind_title, language))}" if answer.question.kind_title else ""
    length = f" · {label('length', language, t=clock(answer.replay.duration_s))}" if answer.replay else ""
    if answer.question.follows_index is not None:
        kind = f" · {label('follows', language, n=answer.question.follows_index + 1)}{kind}"
    asked = f'<p class="asked">{escape(answer.question.text)}</p>' if answer.question.text else ""
    return (
        f'<section class="answer" id="answer-{answer.index + 1}"><h2>{number}</h2>{asked}'
        f'<p class="meta">{(kind + length).removeprefix(" · ")}</p>{_notes(answer, language)}'
        f"{content_html(answer, language)}"
        f"{_timeline(answer, language)}{_figures(answer, language)}{_classes(answer, language)}"
        f"{_coaching(answer, language)}{_transcript(answer, language)}</section>"
    )


def _notes(answer: AnswerPart, language: Language) -> str:
    lines = [pick(note, language) for note in answer.notes]
    if answer.state == "no_answer":
        lines.append(label("no_answer", language))
    return f'<div class="notes">{"".join(f"<p>{escape(line)}</p>" for line in lines)}</div>' if lines else ""


def _timeline(answer: AnswerPart, language: Language) -> str:
    drawing = timeline_svg(answer, language)
    return f"<h3>{label('timeline', language)}</h3>{drawing}" if drawing else ""


def _figures(answer: AnswerPart, language: Language) -> str:
    if not answer.measures:
        return ""
    return f"<h3>{label('figures', language)}</h3>" + "".join(_tables(answer, language))


def _tables(answer: AnswerPart, language: Language) -> Iterator[str]:
    compared = any(measure.compared_with_own_earlier for measure in answer.measures)
    keys = ["measure", "value", "usual", *(["earlier"] if compared else []), "confidence"]
    head = "".join(f'<th scope="col">{label(key, language)}</th>' for key in keys)
    for family, title in FAMILIES.items():
        measures = [m for m in answer.measures if m.family == family]
        rows = "".join(_row(m, compared, language) for m in measures if m.value is not None)
        missing = "".join(_missing([m for m in measures if m.value is None], len(keys), language))
        if measures:
            caption = escape(title.in_language(language))
            start = f"<table><caption>{caption}</caption>"
            yield f"{start}{f'<thead><tr>{head}</tr></thead>' if rows else ''}<tbody>{rows}{missing}</tbody></table>"


def _row(measure: MeasurePart, compared: bool, language: Language) -> str:
    usual = usual_range(measure.norm, measure.unit, language) if measure.norm else ""
    cells = [_more("usual", usual, language)]
    if compared:
        cells.append(_more("earlier", change_words(measure, language), language))
    meter = f'<meter min="0" max="1" value="{measure.confidence}">{measure.confidence:.0%}</meter>'
    value = escape(figure(measure.value or 0.0, measure.unit, language))
    return (
        f'<tr><th scope="row">{_linked(measure, language)}</th><td class="value">{value}</td>'
        f'{"".join(cells)}<td class="more">{meter}</td></tr>'
    )


def _missing(measures: list[MeasurePart], columns: int, language: Language) -> Iterator[str]:
    """What wasn't measured, one row for each reason."""
    reasons = dict.fromkeys(measure.why_not for measure in measures)
    for reason in reasons:
        names = ", ".join(_linked(m, language) for m in measures if m.why_not == reason)
        why = escape(pick(reason, language)) if reason else ""
        lead = f"<b>{label('not_measured', language)}</b>"
        yield f'<tr class="none"><td colspan="{columns}">{lead} {names}<br>{why}</td></tr>'


def _linked(measure: MeasurePart, language: Language) -> str:
    return f'<a href="#{escape(measure.key)}">{escape(pick(measure.title, language))}</a>'


def _more(key: str, text: str, language: Language) -> str:
    return (
        f'<td class="more" data-label="{label(key, language)}">{escape(text)}</td>'
        if text
        else '<td class="more"></td>'
    )


def _classes(answer: AnswerPart, language: Language) -> str:
    """How often the model of the expression is wrong, and where it and the mouth corners differ."""
    told = answer.expression_classes
    if told is None:
        return ""
    lines = [told.how_often_wrong, told.how_often_found, told.what_it_is]
    body = "".join(f"<p>{escape(pick(line, language))}</p>" for line in lines)
    if told.agreed is not None:
        body += f"<p>{label('smiles', language, p=percent(told.agreed), n=told.compared)}</p>"
    elif told.why_not_compared is not None:
        body += f"<p>{escape(pick(told.why_not_compared, language))}</p>"
    differ = "".join(
        f"<li>{clock(one.start_s)}–{clock(one.end_s)} {escape(pick(one.text, language))}</li>"
        for one in told.disagreements
    )
    title = escape(FAMILIES["expression_class"].in_language(language))
    return f"<h3>{title}</h3>{body}{f'<ul>{differ}</ul>' if differ else ''}"


def _coaching(answer: AnswerPart, language: Language) -> str:
    counted = answer.coaching
    if counted is None:
        return ""
    told = label(
        "coached",
        language,
        an=counted.away_times,
        as_=round(counted.away_s),
        tn=counted.touching_times,
        ts=round(counted.touching_s),
        sn=counted.swaying_times,
        ss=round(counted.swaying_s),
        cs=round(counted.corners_raised_s),
        cues=counted.cues,
        w=round(counted.watched_s),
        f=round(counted.face_s),
    )
    return f"<h3>{label('coaching', language)}</h3><p>{escape(told)}</p>"


def _transcript(answer: AnswerPart, language: Language) -> str:
    if answer.transcript is None:
        return ""
    return f"<h3>{label('transcript', language)}</h3><blockquote>{escape(answer.transcript.text)}</blockquote>"


def _definitions(report: Report, language: Language) -> str:
    """Each measure once, however many answers have it."""
    known = {measure.key: measure for answer in report.answers for measure in answer.measures}
    ordered = [m for family in FAMILIES for m in known.values() if m.family == family]
    entries = "".join(_definition(measure, language) for measure in ordered)
    return f"<h2>{label('definitions', language)}</h2><dl>{entries}</dl>" if entries else ""


def _definition(measure: MeasurePart, language: Language) -> str:
    norm = ""
    if measure.norm:
        source = f"{norm_kind(measure.norm, language)}: {pick(measure.norm.source, language)}"
        band = usual_range(measure.norm, measure.unit, language) or label("no_range", language)
        norm = f"<dd>{label('usual', language)}: {escape(f'{band} ({source})')}</dd>"
    title = escape(pick(measure.title, language))
    meaning = escape(pick(measure.definition, language))
    return f'<div id="{escape(measure.key)}"><dt>{title}</dt><dd>{meaning}</dd>{norm}</div>'


def _footer(report: Report, language: Language) -> str:
    made = label("made", language, d=f"{report.made_at:%Y-%m-%d %H:%M}", by=report.made_by)
    lines: list[Bilingual] = report.notes
    notes = "".join(f"<p>{escape(pick(note, language))}</p>" for note in lines)
    return f"<footer>{notes}<p>{escape(made)}</p>{_engines(report, language)}</footer>"


def _engines(report: Report, language: Language) -> str:
    """Who measured, each engine once."""
    used = dict.fromkeys(
        (one.capability, one.engine, one.weights_sha256) for answer in report.answers for one in answer.engines
    )
    told = [
        f"{capability_title(capability, language)} {engine}{f' (SHA-256 {sha256})' if sha256 else ''}"
        for capability, engine, sha256 in used
    ]
    return f'<p class="engines">{escape(label("engines", language, e=", ".join(told)))}</p>' if told else ""
