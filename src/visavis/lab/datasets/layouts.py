"""What names and label files say of a picture: an explicit table of layouts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Protocol

from visavis.lab.datasets.tree import Item

LayoutName = Literal["folder", "aihub-face", "aihub-emotion"]

FindLabels = Callable[[str], dict[str, str] | None]
"""Looks up what ``Layout.read_labels`` stored under a key."""


@dataclass(frozen=True)
class About:
    """What is known of a picture before it is looked at. ``licence`` and ``origin`` None: as stated for the source."""

    labels: dict[str, str] = field(default_factory=dict)
    licence: str | None = None
    origin: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Layout(Protocol):
    """How one kind of source says what its pictures show."""

    name: LayoutName
    licence: str | None
    origin: str | None

    def is_label_file(self, item: Item) -> bool:
        """Whether the item tells of pictures instead of being one."""
        ...

    def read_labels(self, item: Item, data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
        """The labels in a label file under the keys that ``describe`` looks up. Raises Invalid."""
        ...

    def describe(self, item: Item, find: FindLabels) -> About:
        """What is known of a picture."""
        ...
