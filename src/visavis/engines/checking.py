"""Imported files that are run are those that were imported: their hashes are taken again when an engine loads them."""

from __future__ import annotations

from pathlib import Path

from visavis.engines.fetching import BrokenRecord, recorded_hashes, sha256_of
from visavis.engines.imported import RECORD, Imported
from visavis.kit.errors import Unavailable
from visavis.kit.text import Text

_Stamp = tuple[Path, int, int]
_taken: dict[_Stamp, str] = {}
"""Hashes by path, size and time of change: the same file is read once in each process (0.1 s for 100 MB)."""


class AlteredWeights(Unavailable):
    """A file isn't what was imported any more; it isn't run, because its results would bear the original's hash."""

    def __init__(self, model: Imported, file: str) -> None:
        super().__init__(
            Text(
                ko="'{k}/{n}'의 '{f}' 파일이 가져온 뒤에 바뀌어 실행하지 않습니다. "
                "`visavis models remove {k}/{n}` 후 다시 가져와 주세요.",
                en="The file '{f}' of '{k}/{n}' was changed after it was imported and isn't run. Run "
                "`visavis models remove {k}/{n}` and bring it in again.",
            ).fill(f=file, k=model.kind, n=model.name)
        )


def check_unaltered(model: Imported, *files: str) -> None:
    """Compare files of a model, all of them where none is named, with its record.

    Raises Unavailable: AlteredWeights, or that the record can't be read. Files that it doesn't list aren't judged.
    """
    told = _recorded(model)
    for name in files or tuple(told):
        if name in told and _sha256_now(model.folder / name) != told[name]:
            raise AlteredWeights(model, name)


def _recorded(model: Imported) -> dict[str, str]:
    if not (model.folder / RECORD).is_file():  # put together by hand, not through the door
        return {}
    try:
        return recorded_hashes(model.folder)
    except BrokenRecord as error:
        raise Unavailable(error.message) from error


def _sha256_now(path: Path) -> str | None:
    try:
        about = path.stat()
        stamp = (path, about.st_size, about.st_mtime_ns)
        if stamp not in _taken:
            _taken[stamp] = sha256_of(path)
        return _taken[stamp]
    except OSError:
        return None
