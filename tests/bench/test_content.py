"""How far the rules agree with a person on 68 labelled answers, half of them written after the rules were fixed.

The answers are the project's own (answers/*.yaml, with the meaning of the labels); one person labelled them, so a
second one would differ, too. Published agreement of two people who rate interview answers lies about kappa 0.5 to 0.8.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from visavis.interview.content import Rules, Spoken
from visavis.interview.content.rules import grade

ANSWERS = Path(__file__).parent / "answers"
LABELS = ("good", "weak", "nonsense")
Pairs = list[tuple[str, str]]


def compared(name: str, show: bool = False) -> Pairs:
    """The label and the rules' class of each answer in a file."""
    pairs: Pairs = []
    for row in yaml.safe_load((ANSWERS / name).read_text("utf-8")):
        found = Rules().read(Spoken(row["text"], row["question"], row["kind"], row["language"]))
        pairs.append((row["label"], grade(found)))
        if show and pairs[-1][0] != pairs[-1][1]:
            points = f"{found.points}/{found.most_points} {found.relevance.level}"
            print(f"  {row['label']} read as {pairs[-1][1]} ({points}): {row['text'][:60]}")  # noqa: T201 - a bench prints its figures
    return pairs


def accuracy(pairs: Pairs) -> float:
    return sum(label == found for label, found in pairs) / len(pairs)


def kappa(pairs: Pairs) -> float:
    """Cohen's."""
    labels, found = Counter(label for label, _ in pairs), Counter(one for _, one in pairs)
    by_chance = sum(labels[one] * found[one] for one in LABELS) / len(pairs) ** 2
    return (accuracy(pairs) - by_chance) / (1 - by_chance)


@pytest.mark.bench
@pytest.mark.parametrize("name", ["dev.yaml", "held_out.yaml"])
def test_agreement_with_a_person(name: str) -> None:
    pairs = compared(name, show=True)
    print(f"\n{name}: {len(pairs)} answers, accuracy {accuracy(pairs):.2f}, kappa {kappa(pairs):.2f}")  # noqa: T201 - a bench prints its figures
    counts = Counter(pairs)
    for label in LABELS:
        print(f"  {label:>8}: " + "  ".join(f"{one} {counts[label, one]}" for one in LABELS))  # noqa: T201 - a bench prints its figures
    # nonsense is never praised, whatever else goes wrong
    assert counts["nonsense", "good"] == 0
    assert accuracy(pairs) > 0.6
