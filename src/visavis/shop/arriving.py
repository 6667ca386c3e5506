"""Photos as they come, one by one or in a zip: named safely, and looked at only as far as needs no decoding."""

from __future__ import annotations

import lzma
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from visavis.kit.errors import Invalid, Refused
from visavis.kit.text import Text
from visavis.media.archives import BROKEN_ZIP
from visavis.shop.keeping import MOST_PHOTOS

LARGEST_PHOTO = 30 * 2**20
LARGEST_ZIP = 2 * 2**30
MOST_UNPACKED = 4 * 2**30
MOST_SQUEEZED = 100
"""Pictures hardly shrink in a zip: a file that grows a hundredfold is a bomb."""
_BOMB_FROM = 2**20
_LONGEST_NAME = 150
_SYSTEM = re.compile(r"(^|/)(__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_UTF8 = 0x800
_ENCRYPTED = 0x1


class NotAZip(Invalid):
    """The file is no zip, or a damaged one."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="zip 파일이 아니거나 손상되었습니다. 다시 압축해서 올려 주세요.",
                en="This is not a zip file, or it is damaged. Pack it again and upload that.",
            )
        )


class ZipRefused(Refused):
    """A zip that we don't unpack: locked, too much in it, or with names that lead elsewhere."""


@dataclass(frozen=True)
class Arrived:
    """A file and its cleaned name; ``data`` is None where it is too large to be taken."""

    name: str
    data: bytes | None


def safe_name(name: str) -> str:
    """A file's name without folders and without what no file system takes (NFC)."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip().lstrip(".")
    stem, dot, suffix = kept.rpartition(".")
    if not dot or len(suffix) > 10:
        return kept[:_LONGEST_NAME] or "photo"
    return f"{stem[:_LONGEST_NAME] or 'photo'}.{suffix}"


def unpack(path: Path, room: int = MOST_PHOTOS) -> Iterator[Arrived]:
    """The files of a zip, each in memory in its turn; folders are left out, and so is what systems add of their own.

    Everything that the zip's table tells is checked before the first file comes. Raises NotAZip and ZipRefused.
    """
    try:
        with zipfile.ZipFile(path) as held:
            entries = [one for one in held.infolist() if not one.is_dir()]
            _check_safe(entries)
            files = [one for one in entries if not _SYSTEM.search(_name_of(one).replace("\\", "/"))]
            _check_size(files, room)
            for one in files:
                yield Arrived(safe_name(_name_of(one)), _read(held, one))
    except (*BROKEN_ZIP, OSError) as error:
        raise NotAZip from error


def _read(held: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes | None:
    """At most what the table told; a file that doesn't hold what it should comes as it is and is refused later."""
    if one.file_size > LARGEST_PHOTO:
        return None
    try:
        with held.open(one) as file:
            return file.read(LARGEST_PHOTO + 1)
    except (*BROKEN_ZIP, zlib.error, lzma.LZMAError, OSError):
        return b""


def _check_safe(files: list[zipfile.ZipInfo]) -> None:
    if any(one.flag_bits & _ENCRYPTED for one in files):
        raise ZipRefused(
            Text(
                ko="암호가 걸린 zip은 풀 수 없습니다. 암호 없이 다시 압축해 주세요.",
                en="This zip is locked with a password. Pack it again without one.",
            )
        )
    if any(_leads_out(one) for one in files):
        raise ZipRefused(
            Text(
                ko="zip 안에 폴더 밖을 가리키는 이름이나 링크가 있어 풀지 않았습니다. 사진만 다시 압축해 주세요.",
                en="The zip holds names or links that lead out of its folder, so it wasn't unpacked. Pack the photos "
                "alone.",
            )
        )


def _check_size(files: list[zipfile.ZipInfo], room: int) -> None:
    if len(files) > room:
        raise ZipRefused(
            Text(
                ko="zip에 파일이 {n}개 있습니다. {m}개까지 더 넣을 수 있으니 나누어 올려 주세요.",
                en="The zip holds {n} files; there is room for {m} more. Split it.",
            ).fill(n=len(files), m=room)
        )
    if sum(one.file_size for one in files) > MOST_UNPACKED or any(_is_bomb(one) for one in files):
        raise ZipRefused(
            Text(
                ko="zip을 풀면 너무 커집니다(한도 {g} GiB). 사진을 나누어 올려 주세요.",
                en="Unpacked, the zip is too large (at most {g} GiB). Split it.",
            ).fill(g=MOST_UNPACKED // 2**30)
        )


def _is_bomb(one: zipfile.ZipInfo) -> bool:
    return one.file_size > max(_BOMB_FROM, MOST_SQUEEZED * max(1, one.compress_size))


def _leads_out(one: zipfile.ZipInfo) -> bool:
    name = _name_of(one).replace("\\", "/")
    is_link = stat.S_ISLNK(one.external_attr >> 16)
    return is_link or name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name) is not None


def _name_of(one: zipfile.ZipInfo) -> str:
    """Zips made in Korean Windows hold names in CP949 and don't say so; Python reads them as CP437."""
    if one.flag_bits & _UTF8:
        return one.filename
    try:
        raw = one.filename.encode("cp437")
    except UnicodeEncodeError:
        return one.filename
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return one.filename
