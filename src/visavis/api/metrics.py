"""``GET /api/metrics``: the counts, for those who may read them and no one else."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from visavis.api.errors import NO_ROUTE
from visavis.api.identity import ServicesDep, address_of
from visavis.api.meters import CONTENT_TYPE, Meters

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
def read(request: Request, services: ServicesDep) -> Response:
    """Counts and durations as Prometheus reads them; to everybody else, nothing is here."""
    if not services.options.metrics.lets_in(address_of(request), request.headers):
        raise NO_ROUTE
    meters: Meters = request.app.state.meters
    return Response(meters.read(), media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})
