"""The composition root: settings → storage, jobs, engines → the HTTP application or a worker."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.orm import Session

import visavis
from visavis.accounts import tables as account_tables
from visavis.accounts.moving import erase_lost_guests
from visavis.accounts.tidying import forget_expired
from visavis.api.application import create_application
from visavis.api.metrics_door import MetricsDoor
from visavis.api.services import Options, Services
from visavis.career import tables as career_tables
from visavis.career.specs import tables as spec_tables
from visavis.datasets import ingesting
from visavis.datasets import tables as dataset_tables
from visavis.datasets.ingesting import Places
from visavis.datasets.pictures import sweep_pictures
from visavis.drawings import tables as drawing_tables
from visavis.interview import demonstrations, preparations, reviews
from visavis.interview import tables as interview_tables
from visavis.interview.belongings import Belongings, weigh_unweighed
from visavis.interview.goals import tables as goal_tables
from visavis.interview.leftovers import sweep_orphans
from visavis.interview.recording import Room
from visavis.interview.recording.retention import delete_old_recordings
from visavis.interview.recording.room import check_room
from visavis.interview.sharing import tables as share_tables
from visavis.jobs import Jobs, JobTable, Run
from visavis.jobs import tables as job_tables
from visavis.jobs.fencing import FencedDatabase
from visavis.jobs.keeping import JobBlobs
from visavis.jobs.kinds import JobKind, job_table
from visavis.jobs.offer import Offer, Ready
from visavis.jobs.quiet import is_small_machine
from visavis.kit.errors import Invalid, VisavisError
from visavis.kit.text import Text
from visavis.language.chat import tables as model_tables
from visavis.language.chat.connection import Connection
from visavis.language.chat.keeping import ModelHouse
from visavis.language.chat.secrets import Secrets, open_secrets
from visavis.people import tables as people_tables
from visavis.people.persons import find_person
from visavis.people.preparing import KIND as PREPARE_PERSON
from visavis.people.preparing import enqueue_cast
from visavis.people.shared_identity import share_identity
from visavis.settings import Settings
from visavis.shop import queueing
from visavis.shop import tables as shop_tables
from visavis.shop.belongings import CheckRoom, ShopBelongings, sweep_catalogues
from visavis.shop.retention import delete_old_catalogues
from visavis.storage import installation as installation_tables
from visavis.storage.blobs import Blobs, open_blobs
from visavis.storage.database import Base, Database, open_database
from visavis.storage.moving.whole import refuse_half_moved

TABLES = (
    account_tables,
    career_tables,
    dataset_tables,
    drawing_tables,
    goal_tables,
    installation_tables,
    interview_tables,
    job_tables,
    model_tables,
    people_tables,
    share_tables,
    shop_tables,
    spec_tables,
)
METADATA = Base.metadata
"""Every table of every domain; importing this module has declared them."""


def job_kinds(database: Database, blobs: Blobs, places: Places, room: Room) -> JobTable:
    """Every kind of job, those that somebody waits for first. The functions load their engines only when they run."""
    product_photos = ShopBelongings(
        blobs, lambda session, owner_id, more: check_room(session, blobs, owner_id, more, room)
    )
    database = FencedDatabase(database)
    shop_blobs = JobBlobs(blobs, database, product_photos)
    blobs = JobBlobs(blobs, database, Belongings(blobs, room))

    def prepare_interview(run: Run) -> None:
        from visavis.interview.preparing import prepare_interview

        prepare_interview(run, database, blobs)

    def render_question(run: Run) -> None:
        from visavis.interview.preparing import render_question

        render_question(run, database, blobs)

    def review_interview(run: Run) -> None:
        from visavis.api.question_material import material_about
        from visavis.interview.reviewing import review_interview

        review_interview(run, database, blobs, material_about)

    def prepare_person(run: Run) -> None:
        from visavis.people.preparing import prepare_person

        prepare_person(run, database, blobs)

    def make_demonstration(run: Run) -> None:
        from visavis.interview.demonstrating import make_demonstration

        make_demonstration(run, database, blobs)

    def ingest(run: Run) -> None:
        from visavis.datasets.ingesting import ingest

        ingest(run, database, blobs, places)

    def replace_face(run: Run) -> None:
        from visavis.shop.working import replace_face

        replace_face(run, database, shop_blobs)

    def replace_faces(run: Run) -> None:
        from visavis.shop.working import replace_faces

        replace_faces(run, database, shop_blobs)

    person_title = Text(ko="면접관 준비", en="Preparing the interviewer")
    return job_table(
        JobKind(preparations.KIND, preparations.TITLE, prepare_interview, 1, True, preparations.note_failure),
        JobKind(
            preparations.KIND_ONE, preparations.TITLE_ONE, render_question, 1, True, preparations.note_failure_of_one
        ),
        JobKind(PREPARE_PERSON, person_title, prepare_person, 2, True),
        JobKind(queueing.KIND_ONE, queueing.TITLE, replace_face, 3, True, queueing.note_failure, "gpu"),
        JobKind(reviews.KIND, reviews.TITLE, review_interview, 5, on_failure=reviews.note_failure),
        JobKind(queueing.KIND, queueing.TITLE, replace_faces, 6, on_failure=queueing.note_failure, queue="gpu"),
        JobKind(ingesting.KIND, ingesting.TITLE, ingest, 7),
        JobKind(demonstrations.KIND, demonstrations.TITLE, make_demonstration, 8),
    )


def _room_check(blobs: Blobs, room: Room) -> CheckRoom:
    def check(session: Session, owner_id: str, more_bytes: int) -> None:
        check_room(session, blobs, owner_id, more_bytes, room)

    return check


def queue_missing(services: Services) -> None:
    """Queue what every visitor may see and isn't made yet: the cast's clips and the demonstration."""
    with services.database.transaction() as session:
        enqueue_cast(session, services.jobs, services.blobs)
        demonstrations.enqueue_missing(session, services.jobs, services.blobs)


def _check_interviewer(session: Session, interviewer_id: str, owner_id: str) -> None:
    find_person(session, owner_id, interviewer_id)


def build_services(settings: Settings, lan_urls: tuple[str, ...] = (), secure: bool = False) -> Services:
    """Open database, blobs and queue as the settings say; nothing is migrated and nothing heavy is loaded."""
    settings.make_data_dir()
    settings.compose_engines()
    database = open_database(settings.database(), settings.database_connections)
    blobs = open_blobs(settings.blob_place())
    models = model_house(settings, database)
    _join_others(database, models.secrets, settings.data_dir / "identity")
    blobs.check()
    places = Places(settings.datasets_dir(), settings.watch_dir)
    options = _options(settings, lan_urls, secure)
    return Services(
        database=database,
        blobs=blobs,
        jobs=Jobs(job_kinds(database, blobs, places, options.room), settings.most_waiting),
        options=options,
        check_interviewer=_check_interviewer,
        models=models,
    )


def _join_others(database: Database, secrets: Secrets, identity: Path) -> None:
    """Be one of the servers on a shared database, or none."""
    if database.is_embedded:
        return
    try:
        database.check()
        refuse_half_moved(database)
        share_identity(database, secrets, identity)
    except VisavisError:
        database.close()
        raise


def model_house(settings: Settings, database: Database) -> ModelHouse:
    """What connected language models need of this installation."""
    secrets = open_secrets(settings.data_dir / "identity", settings.secret.get_secret_value())
    return ModelHouse(secrets, database, settings.local_models, _shared_model(settings))


def _shared_model(settings: Settings) -> Connection | None:
    if not settings.model_url and not settings.model_name:
        return None
    if not settings.model_url or not settings.model_name:
        raise Invalid(
            Text(
                ko="VISAVIS_MODEL_URL과 VISAVIS_MODEL_NAME은 함께 정해야 합니다.",
                en="VISAVIS_MODEL_URL and VISAVIS_MODEL_NAME belong together: set both.",
            )
        )
    return Connection(
        base_url=settings.model_url.rstrip("/"),
        model=settings.model_name,
        key=settings.model_key.get_secret_value(),
        won_per_million_input=settings.model_won_input,
        won_per_million_output=settings.model_won_output,
        local=True,
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
        data_dir=settings.data_dir,
        identity_dir=settings.data_dir / "identity",
        guests_per_hour=settings.guests_per_hour,
        joins_per_hour=settings.joins_per_hour,
        room=Room(account_bytes=int(settings.account_gib * 2**30)),
        keep_recordings_days=settings.keep_recordings_days,
        metrics=MetricsDoor(settings.metrics, settings.token_for_metrics()),
    )


def create_app(services: Services) -> FastAPI:
    """The HTTP application over the services."""
    return create_application(services)


def migrate(settings: Settings) -> None:
    """Bring our tables and the job queue's up to date; quick when they are."""
    from visavis.jobs.worker import migrate_queue
    from visavis.storage.migrations import migrate as migrate_tables

    settings.make_data_dir()
    database = open_database(settings.database(), settings.database_connections)
    database.check()
    with database.only_one("migration"):
        migrate_tables(database, METADATA)
        migrate_queue(settings.database())
    database.close()


def run_worker(settings: Settings, stop: threading.Event) -> None:
    """Work on queued jobs, as the settings say, until ``stop`` is set."""
    from visavis.jobs import worker

    migrate(settings)
    services = build_services(settings)
    offer = Offer(settings.queues(), settings.worker_concurrency, is_small_machine(), lambda: _what_is_ready(settings))
    worker.run_worker(
        services.database,
        settings.database(),
        services.jobs.kinds,
        settings.data_dir / "workers",
        offer,
        stop,
        tidy=lambda: tidy(settings, services),
        schedule=lambda: schedule(settings, services),
    )


def _what_is_ready(settings: Settings) -> Ready:
    """Which engines can serve on this machine, and its GPUs."""
    from visavis.api.engines import ready_engines
    from visavis.engines.gpus import usable_gpus

    watched = (ingesting.WATCHED_HERE,) if settings.watch_dir is not None else ()
    return Ready((*ready_engines(), *watched), usable_gpus())


def schedule(settings: Settings, services: Services) -> None:
    """Queue what is due by the clock: the watched folder. What was due while nothing ran is queued once."""
    if settings.watch_dir is not None:
        with services.database.transaction() as session:
            ingesting.enqueue_when_due(session, services.jobs, timedelta(minutes=settings.watch_every_minutes))


def tidy(settings: Settings, services: Services) -> None:
    """Forget what has run out or is lost, and delete recordings that are older than the settings allow."""
    with services.database.transaction() as session:
        forget_expired(session)
    erase_lost_guests(services.database, services.blobs)
    if settings.keep_recordings_days:
        delete_old_recordings(services.database, services.blobs, settings.keep_recordings_days)
    if settings.keep_catalogues_days is not None:
        delete_old_catalogues(services.database, services.blobs, settings.keep_catalogues_days)
    sweep_orphans(services.database, services.blobs)
    sweep_catalogues(services.database, services.blobs)
    if sweep_pictures(services.database, services.blobs):
        with services.database.transaction() as session:
            ingesting.enqueue(session, services.jobs, "uploads", None)
    weigh_unweighed(services.database, services.blobs)
    services.database.forget()
