"""The FastAPI application: every domain's routes behind the guards."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from visavis.api import (
    accounts,
    admin,
    career,
    datasets,
    demo,
    devices,
    drawings,
    gallery,
    gallery_people,
    interviews,
    jobs,
    meta,
    people,
    photo,
    postings,
    reports,
    shop,
    shop_choices,
    shop_photos,
    sketch,
    takes,
    tracks,
    web,
)
from visavis.api.errors import ERRORS, install_error_handlers
from visavis.api.security import Guard
from visavis.api.services import Services


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
    for router in _routers():
        app.include_router(router, prefix="/api")
    app.include_router(web.router)
    install_error_handlers(app)
    app.add_middleware(Guard)
    return app


def _routers() -> list[APIRouter]:
    here = (meta, demo, accounts, admin, people, gallery, gallery_people, sketch, drawings, photo, devices, tracks)
    shops = (shop, shop_choices, shop_photos)
    return [m.router for m in (*here, interviews, takes, reports, *shops, career, postings, datasets, jobs)]


def _operation_id(route: APIRoute) -> str:
    return f"{route.tags[0]}_{route.name}" if route.tags else route.name
