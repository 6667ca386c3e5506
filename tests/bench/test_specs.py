"""How long 100,000 rows take: to come in, and to be told of."""

from __future__ import annotations

import sys
import time

import numpy as np
import pytest

from visavis.api.services import Services
from visavis.career.specs.figures import describe
from visavis.career.specs.grouping import Filters, choices
from visavis.career.specs.importing import keep_table, read_table

ROWS = 100_000
LIMIT_S = 2.0
"""What somebody waits for a page without wondering."""


def made_up() -> bytes:
    draw = np.random.default_rng(1)
    names = [f"회사{n}" for n in range(300)]
    lines = ["회사,직무,산업,경력 구분,전공 계열,채용 시기,학점,토익,오픽,인턴,자격증"]
    for _ in range(ROWS):
        company, job = names[draw.zipf(1.3) % 300], f"직무{draw.integers(20)}"
        half = f"{draw.integers(2018, 2025)}H{draw.integers(1, 3)}"
        toeic = draw.choice(["없음", str(draw.integers(120, 198) * 5)])
        lines.append(
            f"{company},{job},산업{draw.integers(9)},신입,공학,{half},{draw.uniform(2.5, 4.5):.2f},{toeic},IH,"
            f"{draw.integers(3)},{draw.integers(5)}"
        )
    return "\n".join(lines).encode()


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_a_hundred_thousand_rows(services: Services) -> None:
    data = made_up()
    took: dict[str, float] = {}
    start = time.perf_counter()
    table = read_table(data)
    took["read and check"] = time.perf_counter() - start
    start = time.perf_counter()
    with services.database.transaction() as session:
        keep_table(session, table, "made-up.csv", "Made up", 2024, None)
    took["keep"] = time.perf_counter() - start
    with services.database.reading() as session:
        start = time.perf_counter()
        options = choices(session)
        took["choices"] = time.perf_counter() - start
        company, job = options["company"][0], options["job"][0]
        for name, filters in (
            ("all rows", Filters()),
            ("one filter", Filters(job=job)),
            ("two filters", Filters(company=company, job=job)),
            ("three filters", Filters(company=company, job=job, half_year=options["half_year"][0])),
        ):
            start = time.perf_counter()
            group = describe(session, filters)
            took[name] = time.perf_counter() - start
            assert group.why is None
    for name, seconds in took.items():
        sys.stdout.write(f"{name}: {seconds:.2f} s (limit for a page {LIMIT_S:.1f} s)\n")
    assert len(table.rows) == ROWS
