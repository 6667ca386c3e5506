"""Lengths as application forms count them."""

from __future__ import annotations

import pytest

from visavis.career.writing.counting import Count, count


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", Count(0, 0, 0, 0)),
        ("가나 다", Count(4, 3, 10, 7)),
        ("abc 1", Count(5, 4, 5, 5)),
        ("가\r\n나", Count(3, 2, 7, 5)),
        ("가\n나", Count(3, 2, 7, 5)),
        ("“가”", Count(3, 3, 9, 6)),
        ("😀", Count(1, 1, 4, 2)),
        ("\u3000가", Count(2, 1, 6, 4)),
    ],
)
def test_counts(text: str, counted: Count) -> None:
    assert count(text) == counted
