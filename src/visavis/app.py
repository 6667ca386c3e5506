"""The composition root: settings → storage, jobs, engines → the HTTP application or a worker."""

from __future__ import annotations

import threading
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.orm import Session

import visavis
from visavis.accounts import tables as account_tables
from visavis.api.application import create_application
from visavis.api.services import Options, Services
from visavis.interview import preparations, reviews
from visavis.interview import tables as interview_tables
from visavis.jobs import Jobs, JobTable, Run
from visavis.jobs import tables as job_tables
from visavis.jobs.kinds import JobFunction, JobKind, job_table
from visavis.people import tables as people_tables
from visavis.settings import Settings
from visavis.storage.blobs import Blobs, open_blobs
from visavis.storage.database import Base, Database, open_database

TABLES = (account_tables, interview_tables, job_tables, people_tables)
METADATA = Base.metadata
"""Every table of every domain; importing this module has declared them."""


def job_kinds(database: Database, blobs: Blobs) -> JobTable:
    """Every kind of job. The functions load their engines when they run, which they do only in workers."""
    return job_table(
        JobKind(preparations.KIND, preparations.TITLE, _prepare(database, blobs), 1, preparations.note_failure),
        JobKind(reviews.KIND, reviews.TITLE, _review(database, blobs), 5, reviews.note_failure),
    )


def _prepare(database: Database, blobs: Blobs) -> JobFunction:
    def prepare(run: Run) -> None:
        from visavis.interview.preparing import prepare_interview  # loads the talker, which the server never needs

        prepare_interview(run, database, blobs)

    return prepare


def _review(database: Database, blobs: Blobs) -> JobFunction:
    def review(run: Run) -> None:
        from visavis.interview.reviewing import review_interview  # loads the readers, which the server never needs

        review_interview(run, database, blobs)

    return review


def _check_interviewer(session: Session, interviewer_id: str, owner_id: str) -> None:
    return None


def build_services(settings: Settings, lan_urls: tuple[str, ...] = (), secure: bool = False) -> Services:
    """Open database, blobs and queue as the settings say; nothing is migrated and nothing heavy is loaded."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = open_database(settings.database())
    blobs = open_blobs(settings.blob_place())
    return Services(
        database=database,
        blobs=blobs,
        jobs=Jobs(database.engine, job_kinds(database, blobs)),
        options=_options(settings, lan_urls, secure),
        check_interviewer=_check_interviewer,
    )


def _options(settings: Settings, lan_urls: tuple[str, ...], secure: bool) -> Options:
    local = f"{'https' if secure else 'http'}://{settings.host}:{settings.port}"
    public_url = (settings.public_url or (lan_urls[0] if lan_urls else local)).rstrip("/")
    return Options(
        version=visavis.__version__,
        joining=settings.joining,
        public_url=public_url,
        secure=secure or public_url.startswith("https://"),
        lan_urls=lan_urls,
        web_dir=settings.web_dir or Path(__file__).parent / "web",
    )


def create_app(services: Services) -> FastAPI:
    """The HTTP application over the services."""
    return create_application(services)


def migrate(settings: Settings) -> None:
    """Bring our tables and the job queue's up to date; quick when they are."""
    from visavis.jobs.worker import migrate_queue
    from visavis.storage.migrations import migrate as migrate_tables

    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = open_database(settings.database())
    migrate_tables(database, METADATA)
    database.close()
    migrate_queue(settings.database())


def run_worker(settings: Settings, stop: threading.Event, jobs_at_once: int | None = None) -> None:
    """Work on queued jobs until ``stop`` is set."""
    from visavis.jobs import worker

    migrate(settings)
    services = build_services(settings)
    worker.run_worker(
        services.database,
        settings.database(),
        services.jobs.kinds,
        settings.data_dir / "workers",
        jobs_at_once or settings.worker_jobs,
        stop,
        tidy=lambda: None,
    )
