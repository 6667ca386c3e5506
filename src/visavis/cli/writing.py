"""Files that commands write: never over what they read, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from visavis.kit.errors import Invalid
from visavis.kit.text import Text


class WouldOverwrite(Invalid):
    """What is to be written would take the place of what is read, or of another result."""

    def __init__(self, out: Path) -> None:
        super().__init__(
            Text(
                ko="'{f}'은(는) 이 명령이 읽는 파일이거나 다른 결과와 같은 파일입니다. 다른 이름을 지정해 주세요.",
                en="'{f}' is a file that this command reads, or that another result goes to. Give another name.",
            ).fill(f=shown(out))
        )


class CantWriteThere(Invalid):
    """A folder, a file without permission, a full disk."""

    def __init__(self, out: Path) -> None:
        super().__init__(
            Text(
                ko="'{f}'에 쓸 수 없습니다. 쓸 수 있는 폴더의 파일 이름을 지정해 주세요.",
                en="'{f}' can't be written. Name a file in a folder that you may write to.",
            ).fill(f=shown(out))
        )


def shown(path: Path) -> str:
    r"""A path as one line of text that may be written anywhere: bytes of a name that aren't UTF-8 become ``\xff``, and
    control characters ``\n``, ``\x1b``."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def require_outs(outs: Iterable[Path], read: Iterable[Path]) -> None:
    """Before any work is done. Raises NoFolder, CantWriteThere and WouldOverwrite, also for links to what is read."""
    from visavis.cli.person import require_folder

    taken = [*read]
    for out in outs:
        require_folder(out)
        if out.is_dir() or not os.access(out if out.exists() else out.parent, os.W_OK):
            raise CantWriteThere(out)
        if any(_same(out, other) for other in taken):
            raise WouldOverwrite(out)
        taken.append(out)


def write_whole(out: Path, data: bytes) -> None:
    """What was there before stays until all is written; a link stays one. Raises CantWriteThere."""
    try:
        if out.exists() and not out.is_file():  # a terminal, a pipe
            out.write_bytes(data)
            return
        target = Path(os.path.realpath(out))
        with tempfile.TemporaryDirectory(prefix=".visavis-", dir=target.parent) as folder:
            draft = Path(folder) / "draft"
            draft.write_bytes(data)
            draft.replace(target)
    except OSError as error:
        raise CantWriteThere(out) from error


def _same(one: Path, other: Path) -> bool:
    """One file: by its name, through links, or a second name of it."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False
