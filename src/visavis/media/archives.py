"""What a zip from elsewhere may turn out to be."""

from __future__ import annotations

import zipfile

BROKEN_ZIP = (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OverflowError)
"""What zipfile raises for a damaged zip, one that ends early, a version or compression that it doesn't know, and places
before its beginning or beyond all numbers."""
