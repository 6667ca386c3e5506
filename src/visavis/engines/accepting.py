"""What whoever brings in a file of others says of it: where it lies, and under which licence they use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from visavis.kit.errors import NotFound
from visavis.kit.text import Text


class NoSuchFile(NotFound):
    """The file isn't there, or is a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(ko="{p} 파일이 없습니다. 경로를 확인해 주세요.", en="There is no file {p}. Check the path.").fill(
                p=path
            )
        )


@dataclass(frozen=True)
class Acceptance:
    """Which licence somebody accepted for the weights, and what is known of the file beforehand.

    ``licence`` is that of the card, ``accepted_as`` what was typed for it.
    """

    licence: str
    accepted_by: str
    non_commercial: bool | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    accepted_as: str | None = None

    def official(self, sha256: str) -> str | None:
        """The name of the published file with this hash; None: it isn't known."""
        return next((name for name, known in self.hashes.items() if known == sha256), None)
