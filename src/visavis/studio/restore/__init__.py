"""Detail for faces.

with RESTORE.lease() as engine:
    restored = engine.restore(photo, faces, RestoreWishes(scale=2))
"""

from visavis.engines import Entry, Shelf
from visavis.studio.restore import detail, gfpgan, gpen
from visavis.studio.restore.engine import SCALES, NotRestorable, Restored, RestoreEngine, RestoreWishes
from visavis.studio.restore.texture import match_texture, measure_crispness, measure_grain

RESTORE: Shelf[RestoreEngine] = Shelf(
    "restoring of faces", (Entry(detail.CARD, detail.DetailRestore), *gfpgan.ENTRIES, *gpen.ENTRIES)
)

__all__ = [
    "RESTORE",
    "SCALES",
    "NotRestorable",
    "RestoreEngine",
    "RestoreWishes",
    "Restored",
    "match_texture",
    "measure_crispness",
    "measure_grain",
]
