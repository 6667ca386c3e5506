"""The FastAPI application: every domain's routes behind the guards."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from visavis.api import (
    accounts,
    admin,
    audit_log,
    career,
    contents,
    datasets,
    demo,
    devices,
    drawings,
    engines,
    evaluations,
    expressions,
    follow_ups,
    gallery,
    gallery_people,
    health,
    interviews,
    jobs,
    meta,
    metrics,
    models_connected,
    own_data,
    panel,
    people,
    photo,
    postings,
    progress,
    question_sets,
    questions,
    reports,
    sharing,
    shop,
    shop_choices,
    shop_photos,
    sketch,
    specs,
    takes,
    tracks,
    voices,
    web,
    workers,
    writing,
)
from visavis.api.errors import ERRORS, install_error_handlers
from visavis.api.meters import Meters
from visavis.api.readiness import Readiness
from visavis.api.security import Guard
from visavis.api.services import Services
from visavis.api.watching import Watch


def create_application(services: Services) -> FastAPI:
    """The whole HTTP side over the given services."""
    app = FastAPI(
        title="Visavis",
        version=services.options.version,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        generate_unique_id_function=_operation_id,
        responses=ERRORS,
    )
    app.state.services = services
    app.state.readiness = Readiness()
    app.state.meters = Meters(services.options.version, lambda: app.state.services)
    for router in _routers():
        app.include_router(router, prefix="/api")
    app.include_router(web.router)
    install_error_handlers(app)
    app.add_middleware(Guard)
    app.add_middleware(Watch, meters=app.state.meters)
    return app


def _routers() -> list[APIRouter]:
    return [*(module.router for module in _DOMAINS), specs.imports]


_DOMAINS = (
    health,
    metrics,
    meta,
    engines,
    demo,
    accounts,
    admin,
    workers,
    people,
    voices,
    gallery,
    gallery_people,
    sketch,
    drawings,
    photo,
    expressions,
    devices,
    tracks,
    questions,
    question_sets,
    interviews,
    follow_ups,
    takes,
    reports,
    shop,
    shop_choices,
    shop_photos,
    career,
    models_connected,
    evaluations,
    writing,
    panel,
    contents,
    own_data,
    audit_log,
    progress,
    sharing,
    specs,
    postings,
    datasets,
    jobs,
)


def _operation_id(route: APIRoute) -> str:
    return f"{route.tags[0]}_{route.name}" if route.tags else route.name
