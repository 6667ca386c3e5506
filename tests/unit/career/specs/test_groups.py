"""What a group tells, and which groups tell nothing."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy.orm import Session

from visavis.api.services import Services
from visavis.career.specs.fields import MEASURED
from visavis.career.specs.figures import Values, describe, summarise
from visavis.career.specs.grouping import Filters, choices, why_hidden
from visavis.career.specs.tables import SpecImport, SpecOutcome


def add(
    session: Session, count: int, company: str = "A", job: str = "dev", half: str = "2022H1", **specs: float
) -> None:
    session.add_all(
        SpecOutcome(company=company, job=job, career_level="new", half_year=half, **specs) for _ in range(count)
    )
    session.flush()


def column(*values: float | None) -> Values:
    return np.array(values, dtype=np.float64)


def test_holders_are_told_apart_from_what_they_hold() -> None:
    told = summarise(MEASURED["toeic"], column(*[0] * 40, *[800] * 30, *[900] * 30, *[None] * 7))
    assert (told.stated, told.holders, told.holder_rate) == (100, 60, 0.6)
    assert (told.mean, told.median, told.quartile_1, told.quartile_3) == (850, 850, 800, 900)
    assert [(bar.low, bar.high, bar.share) for bar in told.bars] == [(800, 900, 0.5), (900, None, 0.5)]
    assert not told.is_few


def test_every_bar_stands_for_at_least_five() -> None:
    values = [500] + [700] * 3 + [710] * 6 + [905] * 7 + [960] * 2
    told = summarise(MEASURED["toeic"], column(*values))
    assert [(bar.low, bar.high) for bar in told.bars] == [(500, 900), (900, None)]
    assert sum(bar.share for bar in told.bars) == pytest.approx(1, abs=0.051)


@pytest.mark.parametrize(
    ("values", "rate", "mean"),
    [
        ([800] * 4, None, None),
        ([0] * 10 + [800] * 4, None, None),
        ([0] * 4 + [800] * 10, None, 800),
        ([0] * 10, 0.0, None),
        ([None] * 30 + [800] * 4, None, None),
    ],
)
def test_fewer_than_five_on_either_side_are_not_told_of(
    values: list[float | None], rate: float | None, mean: float | None
) -> None:
    told = summarise(MEASURED["toeic"], column(*values))
    assert (told.holder_rate, told.mean) == (rate, mean)
    assert told.is_few is (values != [0] * 10)


def test_levels_have_a_median_and_no_mean() -> None:
    told = summarise(MEASURED["opic"], column(*[6] * 5, *[8] * 10))
    assert (told.mean, told.median) == (None, 8)


def test_no_figure_is_one_persons_value() -> None:
    told = summarise(MEASURED["toeic"], column(715, 735, 765, 835, 915))
    assert {told.mean, told.median, told.quartile_1, told.quartile_3} <= {710, 720, 730, 740, 750, 760, 770, 790, 800,
                                                                         830, 840}  # fmt: skip


def test_a_group_of_four_is_hidden_and_one_of_five_is_shown(services: Services) -> None:
    with services.database.transaction() as session:
        add(session, 5, "A", toeic=900)
        add(session, 4, "B", toeic=500)
        add(session, 9, "C", toeic=700)
        assert why_hidden(session, Filters(company="B")) == "few"
        assert why_hidden(session, Filters(company="nobody")) == "few"
        assert describe(session, Filters(company="B")).figures == ()
        assert why_hidden(session, Filters(company="C")) is None
        assert choices(session)["company"] == ["C", "A"]


def test_a_group_whose_rest_is_small_is_hidden(services: Services) -> None:
    """All minus A would tell of three people."""
    with services.database.transaction() as session:
        add(session, 12, "A")
        add(session, 3, "B")
        assert why_hidden(session, Filters()) is None
        assert why_hidden(session, Filters(company="A")) == "difference"


def test_a_group_whose_rest_is_small_only_when_two_filters_go_is_hidden(services: Services) -> None:
    with services.database.transaction() as session:
        add(session, 10, "A", "dev")
        add(session, 3, "B", "law")
        assert why_hidden(session, Filters(company="A", job="dev")) == "difference"
        add(session, 2, "B", "law")
        assert why_hidden(session, Filters(company="A", job="dev")) is None


def test_all_siblings_taken_from_the_whole_do_not_give_the_hidden_one_away(services: Services) -> None:
    """A 6, B 3, C 8: the whole minus A minus C would tell of B, so the smaller of A and C is hidden as well."""
    with services.database.transaction() as session:
        for company, count in (("A", 6), ("B", 3), ("C", 8)):
            add(session, count, company)
        assert why_hidden(session, Filters(company="A")) == "difference"
        assert why_hidden(session, Filters(company="C")) is None


def test_every_published_pair_of_groups_differs_by_none_or_at_least_five(services: Services) -> None:
    """The rules held against a made-up table of 400: whatever is shown, no wider group minus it is of one to four."""
    made = np.random.default_rng(7)
    with services.database.transaction() as session:
        rows = [
            (f"C{made.zipf(1.7) % 9}", f"J{made.zipf(1.9) % 5}", f"202{made.integers(0, 3)}H{made.integers(1, 3)}")
            for _ in range(400)
        ]
        for company, job, half in rows:
            add(session, 1, company, job, half)
        shown = 0
        for company, job, half in sorted(set(rows)):
            if why_hidden(session, Filters(company=company, job=job, half_year=half)) is None:
                shown += 1
                inside = sum(row == (company, job, half) for row in rows)
                for wide in ((company, job, None), (company, None, half), (None, job, half), (company, None, None)):
                    outside = sum(all(w in (None, r) for w, r in zip(wide, row, strict=True)) for row in rows) - inside
                    assert inside >= 5
                    assert not 0 < outside < 5
        assert shown > 5


def test_sources_and_years_stand_beside_the_figures(services: Services) -> None:
    with services.database.transaction() as session:
        session.add(SpecImport(id="spi_1", source="A survey", year=2023, file_name="a.csv", sha256="0", row_count=12))
        session.flush()
        session.add_all(
            SpecOutcome(company="A", job="dev", career_level="new", half_year="2022H1", import_id="spi_1", gpa=3.5)
            for _ in range(12)
        )
        add(session, 3, half="2021H2", gpa=4.0)
        group = describe(session, Filters())
    assert group.count == 15
    assert [(one.source, one.year, one.count) for one in group.origins] == [("A survey", 2023, 10), (None, 2021, None)]
