"""What the routes work with; put together once by app and kept on the application's state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from visavis.api.metrics_door import MetricsDoor
from visavis.interview.recording import Room
from visavis.jobs import Jobs
from visavis.language.chat.keeping import ModelHouse
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database


@dataclass(frozen=True)
class Options:
    """How this installation is run, as far as the routes care."""

    version: str
    joining: Literal["open", "invited"]
    public_url: str
    """The address for links that are handed on (invitations, reset links), without a trailing slash."""
    secure: bool
    """Whether browsers reach us by https: makes cookies Secure and lets cameras work from other machines."""
    lan_urls: tuple[str, ...]
    web_dir: Path
    data_dir: Path
    """Where the database and temporary files lie."""
    identity_dir: Path
    """Where the key lies that signs the mark of origin."""
    guests_per_hour: int
    joins_per_hour: int
    """How many guests may start, and how many may join without an invitation, from one address in an hour."""
    room: Room
    """How much an account may hold."""
    keep_recordings_days: int
    """After how many days recordings are deleted; 0 for never."""
    metrics: MetricsDoor
    """Who may read the metrics."""


@dataclass(frozen=True)
class Services:
    database: Database
    blobs: Blobs
    jobs: Jobs
    options: Options
    check_interviewer: Callable[[Session, str, str], None]
    """Called with an interviewer's id and the account's; raises NotFound unless the account may be asked by it."""
    models: ModelHouse
    """What connected language models need; see ``language.chat.keeping.open_chat_for``."""
