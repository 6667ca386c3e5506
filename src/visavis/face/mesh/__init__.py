"""Face meshes: ``with MESH.lease() as mesh: faces = mesh.find(image)``."""

from visavis.engines import Entry, Shelf
from visavis.face.mesh import facemesh, tasks
from visavis.face.mesh.engine import FaceMesh, MeshEngine, MeshTracker, PixelPoints

MESH: Shelf[MeshEngine] = Shelf(
    "face mesh",
    (
        Entry(facemesh.CARD, facemesh.FaceMeshEngine),
        tasks.entry(),
    ),
)

__all__ = ["MESH", "FaceMesh", "MeshEngine", "MeshTracker", "PixelPoints"]
