"""What a zip from elsewhere may turn out to be."""

from __future__ import annotations

import zipfile

BROKEN_ZIP = (zipfile.BadZipFile, EOFError, NotImplementedError)
"""What zipfile raises for a damaged zip, one that ends early, and a compression that it doesn't know."""
