"""Broken files of every kind: each is read or refused with a message; nothing crashes, hangs or grows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.hostile.kinds import KINDS
from tests.hostile.mutations import mutate
from tests.hostile.reading import LIMITS, try_kinds

EACH = int(os.environ.get("HOSTILE_FILES", "6"))
"""Files of each kind; `make hostile` takes many more."""
FIRST = int(os.environ.get("HOSTILE_SEED", "0"))


@pytest.mark.timeout(3600)
def test_broken_files_are_read_or_refused_and_do_no_harm(tmp_path: Path) -> None:
    outcome = try_kinds(KINDS, range(FIRST, FIRST + EACH), tmp_path / "broken")
    assert outcome.harm == []
    assert outcome.counts.total() == EACH * len(KINDS)
    assert outcome.slowest[0] < LIMITS.wall_s, outcome.slowest


def test_sound_files_of_every_kind_are_read(tmp_path: Path) -> None:
    for make, read in KINDS.values():
        read(make(), tmp_path / "work")


def test_the_same_seed_breaks_a_file_the_same_way_and_others_differently() -> None:
    sound = bytes(range(256)) * 8
    made = [mutate(sound, seed) for seed in range(50)]
    assert made == [mutate(sound, seed) for seed in range(50)]
    assert len(set(made)) > 45
    assert sound not in made
