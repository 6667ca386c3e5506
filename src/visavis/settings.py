"""Settings, from environment variables (``VISAVIS_…``) and a ``.env`` file. Read only by cli and app."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_data_dir() -> Path:
    """Where the platform keeps a user's application data."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "visavis"
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "visavis"


class Settings(BaseSettings):
    """Everything that an installation can choose."""

    model_config = SettingsConfigDict(env_prefix="VISAVIS_", env_file=".env", extra="ignore")

    data_dir: Path = Field(default_factory=default_data_dir)
    """Database, recordings, certificates and secrets."""
    database_url: str | None = None
    """Another database than the SQLite file in the data folder, e.g. ``postgresql+psycopg://…``."""
    blobs: str | None = None
    """Another blob store than the folder in the data folder, e.g. ``s3://bucket/visavis``."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str | None = None
    """The address that users type, when a proxy stands in front; makes cookies Secure when it is https."""
    joining: Literal["open", "invited"] = "open"
    keep_recordings_days: int | None = Field(default=None, ge=1)
    """Delete recordings (not reports) this many days after the interview; None keeps them until the user deletes."""
    worker_jobs: int = Field(default=1, ge=1, le=64)
    """How many jobs one worker runs at once in each of its three lanes (waited for, later, ahead)."""
    guests_per_hour: int = Field(default=120, ge=1)
    """How many guests may start from one address in an hour."""
    joins_per_hour: int = Field(default=30, ge=1)
    """How many may join without an invitation from one address in an hour."""
    account_gib: float = Field(default=20, gt=0, le=1e6)
    """How much one account's recordings may take, in GiB."""
    web_dir: Path | None = None
    """Where the built web app lies, if not inside the package."""

    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'visavis.db'}"

    def blob_place(self) -> str:
        return self.blobs or str(self.data_dir / "blobs")
