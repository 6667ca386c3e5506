"""A sample to try the page with: figures that others have published, with their source. No person is behind a row."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.kit.text import Text


@dataclass(frozen=True)
class PublishedFigure:
    """One figure of a publication: how many held it (0 to 1) and the holders' mean; None where it says nothing."""

    title: Text
    unit: Text
    holder_rate: float | None
    mean: float | None


@dataclass(frozen=True)
class Publication:
    """Aggregate figures as somebody published them."""

    source: Text
    year: int
    period: Text
    count: int
    note: Text
    figures: tuple[PublishedFigure, ...]


_NONE = Text(ko="", en="")

PUBLISHED: tuple[Publication, ...] = (
    Publication(
        source=Text(ko="잡코리아, 신입사원 합격 스펙 조사", en="JobKorea, survey of accepted new employees' specs"),
        year=2022,
        period=Text(ko="2022년 상반기", en="first half of 2022"),
        count=601,
        note=Text(
            ko="발표된 집계값만 담았습니다. 사람별 자료가 없으므로 중앙값, 사분위수, 분포는 알 수 없습니다.",
            en="Only the published aggregates. There are no rows behind them, so median, quartiles and distribution "
            "are not known.",
        ),
        figures=(
            PublishedFigure(Text(ko="학점", en="GPA"), Text(ko="/4.5", en="/4.5"), None, 3.7),
            PublishedFigure(Text(ko="토익", en="TOEIC"), Text(ko="점", en="points"), 0.532, 846),
            PublishedFigure(Text(ko="영어 말하기 시험", en="English speaking test"), _NONE, 0.742, None),
            PublishedFigure(Text(ko="자격증", en="Certificate"), _NONE, 0.724, None),
            PublishedFigure(Text(ko="인턴 경험", en="Internship"), _NONE, 0.383, None),
            PublishedFigure(Text(ko="공모전 수상", en="Contest award"), _NONE, 0.428, None),
        ),
    ),
)
