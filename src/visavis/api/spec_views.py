"""How the specs of accepted applicants look on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from visavis.career.specs import figures, published
from visavis.career.specs.fields import MEASURED, CareerLevel, MajorGroup
from visavis.career.specs.fields import Spec as SpecName
from visavis.career.specs.tables import SpecImport, SpecOutcome
from visavis.kit.text import Language


class BarView(BaseModel):
    low: float
    high: float | None = Field(description="up to but without; null: and above")
    share: float = Field(description="of the holders, 0 to 1; every bar stands for at least five people")


class SpecView(BaseModel):
    """One spec in a group; null where it isn't shown."""

    spec: SpecName
    title: str
    unit: str
    is_level: bool = Field(description="values are ranks with a median and no mean")
    stated: int | None = Field(description="how many say whether they have one, to the nearest five")
    holder_rate: float | None
    holders: int | None
    mean: float | None
    median: float | None
    quartile_1: float | None
    quartile_3: float | None
    bars: list[BarView]
    is_few: bool = Field(description="something is left out because it would tell of fewer than five people")


class OriginView(BaseModel):
    source: str | None = Field(description="null: users' own reports")
    year: int
    count: int | None = Field(description="to the nearest five; null: fewer than five")


class GroupView(BaseModel):
    why: Literal["few", "difference"] | None = Field(description="why the group isn't shown; null when it is")
    count: int | None = Field(description="to the nearest five")
    origins: list[OriginView]
    specs: list[SpecView]


class SpecChoice(BaseModel):
    value: str
    title: str


class ChoicesView(BaseModel):
    """What can be filtered by: only what at least five people share."""

    company: list[SpecChoice]
    job: list[SpecChoice]
    industry: list[SpecChoice]
    career_level: list[SpecChoice]
    major_group: list[SpecChoice]
    half_year: list[SpecChoice]


class PublishedFigureView(BaseModel):
    title: str
    unit: str
    holder_rate: float | None
    mean: float | None


class PublicationView(BaseModel):
    """Aggregates that somebody published; there are no people behind them here."""

    source: str
    year: int
    period: str
    count: int
    note: str
    figures: list[PublishedFigureView]


class ImportView(BaseModel):
    id: str
    source: str
    year: int
    file_name: str
    row_count: int
    created_at: datetime


class OutcomeForm(BaseModel):
    """What somebody reports of an application that was accepted."""

    model_config = ConfigDict(extra="forbid")

    company: str = Field(max_length=200)
    job: str = Field(max_length=200)
    industry: str = Field(default="", max_length=200)
    career_level: CareerLevel
    major_group: MajorGroup | None = None
    half_year: str = Field(max_length=20)
    specs: dict[SpecName | Literal["gpa_scale"], Annotated[str, Field(max_length=40)]]
    agreed: bool = False


class OutcomeView(BaseModel):
    id: str
    company: str
    job: str
    half_year: str
    consent_text: str = Field(description="what was agreed to, word for word")
    consented_at: datetime


class ReportFormView(BaseModel):
    """What the form for an own outcome needs."""

    statement: str
    opic_levels: list[str]
    career_levels: list[SpecChoice]
    major_groups: list[SpecChoice]


def present_group(group: figures.Group, language: Language) -> GroupView:
    return GroupView(
        why=group.why,
        count=group.count,
        origins=[OriginView(source=one.source, year=one.year, count=one.count) for one in group.origins],
        specs=[_present_figures(one, language) for one in group.figures],
    )


def _present_figures(one: figures.Figures, language: Language) -> SpecView:
    measured = MEASURED[one.spec]
    return SpecView(
        spec=one.spec,
        title=measured.title.in_language(language),
        unit=measured.unit.in_language(language),
        is_level=measured.is_level,
        stated=one.stated,
        holder_rate=one.holder_rate,
        holders=one.holders,
        mean=one.mean,
        median=one.median,
        quartile_1=one.quartile_1,
        quartile_3=one.quartile_3,
        bars=[BarView(low=bar.low, high=bar.high, share=bar.share) for bar in one.bars],
        is_few=one.is_few,
    )


def present_publication(one: published.Publication, language: Language) -> PublicationView:
    return PublicationView(
        source=one.source.in_language(language),
        year=one.year,
        period=one.period.in_language(language),
        count=one.count,
        note=one.note.in_language(language),
        figures=[
            PublishedFigureView(
                title=figure.title.in_language(language),
                unit=figure.unit.in_language(language),
                holder_rate=figure.holder_rate,
                mean=figure.mean,
            )
            for figure in one.figures
        ],
    )


def present_import(one: SpecImport) -> ImportView:
    return ImportView(
        id=one.id,
        source=one.source,
        year=one.year,
        file_name=one.file_name,
        row_count=one.row_count,
        created_at=one.created_at,
    )


def present_outcome(one: SpecOutcome) -> OutcomeView:
    return OutcomeView(
        id=one.id,
        company=one.company,
        job=one.job,
        half_year=one.half_year,
        consent_text=one.consent_text or "",
        consented_at=one.consented_at or one.created_at,
    )
