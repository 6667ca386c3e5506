"""Settings, from environment variables (``VISAVIS_…``) and a ``.env`` file. Read only by cli and app."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from visavis.engines.imported import Library, use_library
from visavis.engines.providers import use_providers
from visavis.engines.services import DEFAULT_TIMEOUT_S, Service, Services, use_services
from visavis.engines.shelf import prefer_engines
from visavis.jobs.kinds import QUEUES, Queue
from visavis.kit.errors import Invalid, Unavailable
from visavis.kit.text import Text
from visavis.storage.postgres import CONNECTIONS

SHORTEST_SECRET = 20


class NoDataFolder(Unavailable):
    """The data folder can't be made, or not be written."""


class WrongSetting(Invalid):
    """A setting has a value that it can't have."""


LEAST_TOKEN = 16


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
    """Database, recordings, imported models, certificates and secrets."""
    database_url: str | None = None
    """Another database than the SQLite file in the data folder, e.g. ``postgresql://user:password@host/visavis``."""
    database_connections: int = Field(default=CONNECTIONS, ge=2, le=200)
    """How many connections one process holds to PostgreSQL at most; a worker's queue needs a few besides."""
    blobs: str | None = None
    """Another blob store than the folder in the data folder, e.g. ``s3://bucket/visavis``."""
    secret: SecretStr = Field(default=SecretStr(""), repr=False)
    """At least 20 characters that every server and worker of an installation has alike; kept keys are encrypted with
    it. Without one, the file ``identity/secrets-key`` in the data folder serves."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str | None = None
    """The address that users type, when a proxy stands in front; makes cookies Secure when it is https."""
    joining: Literal["open", "invited"] = "open"
    keep_recordings_days: int = Field(default=30, ge=0, le=3650)
    """Delete recordings (not reports) this many days after the interview; 0 keeps them until the user deletes them."""
    keep_catalogues_days: int | None = Field(default=None, ge=1)
    """Delete product photos this many days after their set was last changed; None keeps them until the user deletes."""
    worker_queues: str = "cpu,gpu"
    """Which jobs a worker takes: cpu, gpu (what networks do that gain much from a GPU), or both."""
    worker_concurrency: int = Field(default=1, ge=1, le=64)
    """How many jobs one worker runs at once in each of its three lanes (waited for, later, ahead)."""
    most_waiting: int = Field(default=200, ge=1)
    """How many jobs of one account may wait at once."""
    guests_per_hour: int = Field(default=120, ge=1)
    """How many guests may start from one address in an hour."""
    joins_per_hour: int = Field(default=30, ge=1)
    """How many may join without an invitation from one address in an hour."""
    account_gib: float = Field(default=20, gt=0, le=1e6)
    """How much one account may hold, in GiB: recordings, replays, reports, own interviewers and clips."""
    watch_dir: Path | None = None
    """A folder (or a zip) of pictures that a dataset of aligned faces is kept up with."""
    watch_every_minutes: float = Field(default=10, ge=0.1, le=10_000)
    """How often it is looked at."""
    checkpoint: str | None = None
    """Which imported StyleGAN2 checkpoint draws; needed when there are several."""
    weights: str = ""
    """Which imported weights of a kind serve, where several are there: ``wav2lip=NAME,ghost=NAME``."""
    engines: str = ""
    """Which engine of a capability serves where none is named: ``face-mesh=facelandmarker``."""
    providers: str = "auto"
    """Where networks run: auto, cpu, cuda or another provider of ONNX Runtime; several by preference: ``cuda,cpu``."""
    local_models: Literal["nobody", "administrators", "everyone"] = "administrators"
    """Who may connect language models on this machine and in its network, such as Ollama."""
    model_url: str | None = None
    """A language model for every account that agrees to it, e.g. ``http://localhost:11434/v1``."""
    model_name: str | None = None
    """What that service calls the model."""
    model_key: SecretStr = SecretStr("")
    """The key for that service, where it wants one."""
    model_won_input: float | None = Field(default=None, ge=0)
    """What it costs in won for a million tokens read …"""
    model_won_output: float | None = Field(default=None, ge=0)
    """… and written."""
    speech_url: str | None = None
    """A service that speaks, by OpenAI's protocol, e.g. ``http://localhost:8880/v1``."""
    speech_key: str | None = Field(default=None, repr=False)
    speech_model: str = ""
    speech_voices: str = ""
    """Names of its voices with commas between them; OpenAI's own where nothing is said."""
    cloning_url: str | None = None
    """A server that speaks in the voice of a recording, by the protocol of Coqui's xtts-streaming-server."""
    cloning_key: str | None = Field(default=None, repr=False)
    transcription_url: str | None = None
    """A service that writes down what is said, by OpenAI's protocol."""
    transcription_key: str | None = Field(default=None, repr=False)
    transcription_model: str = ""
    service_timeout_s: float = Field(default=DEFAULT_TIMEOUT_S, gt=0, le=600)
    """How long any of these services may take to answer."""
    log_format: Literal["text", "json"] = "text"
    """How lines of the log are written: for people, or one JSON object each."""
    metrics: Literal["off", "loopback", "token"] = "loopback"
    """Who may read ``/api/metrics``: nobody, this machine only, or whoever knows the token."""
    metrics_token: SecretStr = SecretStr("")
    """The token of ``metrics=token``, at least 16 characters …"""
    metrics_token_file: Path | None = None
    """… or the file that holds it."""
    web_dir: Path | None = None
    """Where the built web app lies, if not inside the package."""

    @field_validator("secret")
    @classmethod
    def _is_long(cls, told: SecretStr) -> SecretStr:
        if 0 < len(told.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"take at least {SHORTEST_SECRET} characters, for example of: openssl rand -hex 32")
        return told

    @field_validator("weights", "engines")
    @classmethod
    def _are_pairs(cls, told: str) -> str:
        _pairs(told)
        return told

    @field_validator("worker_queues")
    @classmethod
    def _are_queues(cls, told: str) -> str:
        if not _words(told) or not set(_words(told)) <= set(QUEUES):
            raise ValueError("write cpu, gpu or cpu,gpu")
        return told

    def queues(self) -> tuple[Queue, ...]:
        """Which queues a worker serves."""
        return tuple(name for name in QUEUES if name in _words(self.worker_queues))

    def make_data_dir(self) -> Path:
        """The data folder, made where it isn't there yet. Raises NoDataFolder when it can't be made or written."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryFile(dir=self.data_dir):
                return self.data_dir
        except OSError as error:
            raise NoDataFolder(
                Text(
                    ko="데이터 폴더 {f}을(를) 만들거나 쓸 수 없습니다({w}). "
                    "쓸 수 있는 폴더를 VISAVIS_DATA_DIR로 지정해 주세요.",
                    en="The data folder {f} can't be made or written ({w}). Set VISAVIS_DATA_DIR to a folder you own.",
                ).fill(f=self.data_dir, w=error.strerror)
            ) from error

    def token_for_metrics(self) -> str:
        """The token that opens ``/api/metrics``; "" where none does. Raises WrongSetting."""
        if self.metrics != "token":
            return ""
        try:
            told = self.metrics_token_file.read_text("utf-8") if self.metrics_token_file else ""
        except (OSError, UnicodeDecodeError):
            told = ""
        token = told.strip() or self.metrics_token.get_secret_value().strip()
        if len(token) < LEAST_TOKEN:
            raise WrongSetting(
                Text(
                    ko="VISAVIS_METRICS=token에는 {n}자 이상의 VISAVIS_METRICS_TOKEN이나 "
                    "그것이 든 파일(VISAVIS_METRICS_TOKEN_FILE)이 필요합니다.",
                    en="VISAVIS_METRICS=token needs VISAVIS_METRICS_TOKEN, at least {n} characters, or a file that "
                    "holds it (VISAVIS_METRICS_TOKEN_FILE).",
                ).fill(n=LEAST_TOKEN)
            )
        return token

    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'visavis.db'}"

    def model_library(self) -> Library:
        """Where imported models lie, and which ones serve."""
        chosen = {"stylegan2": self.checkpoint} if self.checkpoint else {}
        return Library(self.data_dir / "models", {**chosen, **_pairs(self.weights)})

    def compose_engines(self) -> None:
        """Tell engines where imported models lie, which services there are, and what serves and where it runs."""
        use_library(self.model_library())
        use_services(self.services())
        prefer_engines({name.replace("-", " "): engine for name, engine in _pairs(self.engines).items()})
        use_providers(tuple(_words(self.providers)))

    def services(self) -> Services:
        """The services that speak, clone and listen; None for what isn't connected."""
        voices = tuple(name.strip() for name in self.speech_voices.split(",") if name.strip())
        return Services(
            speech=self._service(self.speech_url, self.speech_key, self.speech_model, voices),
            cloning=self._service(self.cloning_url, self.cloning_key),
            transcription=self._service(self.transcription_url, self.transcription_key, self.transcription_model),
        )

    def _service(
        self, url: str | None, key: str | None, model: str = "", voices: tuple[str, ...] = ()
    ) -> Service | None:
        return Service(url, key, model, voices, self.service_timeout_s) if url else None

    def datasets_dir(self) -> Path:
        """Where datasets are made: the workers' own disk, because training reads them as files."""
        return self.data_dir / "datasets"

    def blob_place(self) -> str:
        return self.blobs or str(self.data_dir / "blobs")


def _words(told: str) -> list[str]:
    return [word.strip() for word in told.split(",") if word.strip()]


def _pairs(told: str) -> dict[str, str]:
    """The pairs of ``a=b,c=d``. Raises ValueError for anything else."""
    pairs = [word.split("=") for word in _words(told)]
    if not all(len(pair) == 2 and all(part.strip() for part in pair) for pair in pairs):
        raise ValueError("write it as KIND=NAME, with commas between several")
    return {name.strip(): value.strip() for name, value in pairs}


def explain(error: ValidationError) -> WrongSetting:
    """Which variables are wrong and why, of the error that making Settings raised."""
    wrong = [(f"VISAVIS_{str(one['loc'][0]).upper()}", one) for one in error.errors() if one["loc"]]
    told = "; ".join(f"{name}={one['input']}: {one['msg']}" for name, one in wrong)
    return WrongSetting(
        Text(
            ko="설정값을 쓸 수 없습니다. 환경 변수나 .env 파일에서 고쳐 주세요. {w}",
            en="A setting can't be used; mend it in the environment or the .env file. {w}",
        ).fill(w=told)
    )
