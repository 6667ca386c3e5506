"""Fetching published weights: resumed after a broken connection, checked, and in the library only when whole."""

from __future__ import annotations

import hashlib
import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import cast

from visavis.engines.drafts import alone, is_full
from visavis.engines.imported import RECORD
from visavis.kit.clock import now
from visavis.kit.errors import Failed, NotFound, Unavailable
from visavis.kit.text import Text

_TRIES = 5
_PATIENCE_S = 30.0
_CHUNK = 256 * 1024
_PART, _TAG = ".part", ".tag"

Progress = Callable[[str, int, int | None], None]
"""Called with the file's name, the bytes that are here, and how many there will be (None: the server doesn't say)."""


class Unreachable(Unavailable):
    """The connection broke, or there is no such server; what came so far is kept."""


class NotThere(NotFound):
    """The place holds no such file."""


class Damaged(Failed):
    """A file isn't what it should be."""


class BrokenRecord(Damaged):
    """What an import noted can't be read, so that nothing tells whether its files are as they came."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Text(
                ko="'{m}'의 기록(import.json)을 읽을 수 없어 파일이 그대로인지 확인할 수 없습니다. "
                "`visavis models remove {m}` 후 다시 가져와 주세요.",
                en="The record of '{m}' (import.json) can't be read, so nothing tells whether its files are as they "
                "came. Run `visavis models remove {m}` and bring it in again.",
            ).fill(m=f"{folder.parent.name}/{folder.name}")
        )


@dataclass(frozen=True)
class WantedFile:
    """One file; ``sha256`` None where nobody told it beforehand: then it is recorded when it first comes."""

    name: str
    sha256: str | None = None


@dataclass(frozen=True)
class Fetchable:
    """A published model: where it lies, which files belong to it, and under which licence."""

    kind: str
    name: str
    address: str
    files: tuple[WantedFile, ...]
    licence: str
    origin: str
    megabytes: int


def fetch(
    model: Fetchable, models: Path, place: str | None = None, progress: Progress = lambda name, have, of: None
) -> Path:
    """Bring the model into the library; ``place`` is a mirror's address or a folder instead of the model's address.

    A model that is there stays, after its recorded hashes have been checked. What an earlier try left is gone on from.
    Raises Unreachable, NotThere, Damaged when a file's hash isn't the known one, and BeingMade while another process
    fetches the same.
    """
    target = models / model.kind / model.name
    if (target / RECORD).is_file():
        check_hashes(target)
        return target
    with alone(target):
        draft = target.with_name(f".{model.name}.part")
        draft.mkdir(exist_ok=True)
        source = place or model.address
        for file in model.files:
            _bring(file, source, draft, progress)
        _note(model, draft, source)
        if target.exists():  # without a record, so never finished
            shutil.rmtree(target)
        draft.rename(target)
    return target


def fetch_file(file: WantedFile, source: str, folder: Path, progress: Progress = lambda name, have, of: None) -> Path:
    """Bring one file from a mirror's address or a folder; what an earlier try left in ``folder`` is gone on from.

    Raises what ``fetch`` raises.
    """
    with alone(folder / file.name):
        _bring(file, source, folder, progress)
    return folder / file.name


def check_hashes(folder: Path) -> None:
    """Compare a model with what was recorded when it came. Raises Damaged, and BrokenRecord."""
    for name, sha256 in recorded_hashes(folder).items():
        if not (folder / name).is_file() or sha256_of(folder / name) != sha256:
            raise _altered(folder / name)


def recorded_hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a model, as they were when it came. Raises BrokenRecord."""
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        told = record.get("files", record.get("sha256", {}))
        return {str(name): str(sha256) for name, sha256 in told.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise BrokenRecord(folder) from error


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bring(file: WantedFile, source: str, draft: Path, progress: Progress) -> None:
    target = draft / file.name
    if not target.is_file():
        if "://" in source:
            _require_web(source)
            _download(f"{source.rstrip('/')}/{file.name}", target, progress)
        else:
            _copy(Path(source) / file.name, target)
    if file.sha256 is not None and sha256_of(target) != file.sha256:
        found = sha256_of(target)
        target.unlink()
        raise _another(file.name, source, found)


def _require_web(source: str) -> None:
    scheme = source.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise NotThere(
            Text(
                ko="{s}:// 주소에서는 받을 수 없습니다. --from에는 http://, https:// 주소나 폴더를 적어 주세요.",
                en="Nothing can be fetched by {s}://. Give --from an address with http:// or https://, or a folder.",
            ).fill(s=scheme)
        )


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise _not_there(str(source))
    part = target.with_name(target.name + _PART)
    shutil.copyfile(source, part)
    part.rename(target)


def _download(url: str, target: Path, progress: Progress) -> None:
    """Try a few times, each time from where the last one broke off."""
    part = target.with_name(target.name + _PART)
    for left in reversed(range(_TRIES)):
        before = _size(part)
        try:
            _go_on(url, part, target.name, progress)
        except urllib.error.HTTPError as error:
            if error.code == 416:  # what is here doesn't fit what is there: begin anew
                _forget(part)
                continue
            raise _refused(url, error) from error
        except (OSError, HTTPException) as error:
            if is_full(error):
                raise _no_room(1) from error
            if left == 0 or (_size(part) == before and isinstance(error, urllib.error.URLError)):
                raise (_unreachable(url, part) if _size(part) else _no_server(url, error)) from error
            continue
        part.rename(target)
        part.with_name(part.name + _TAG).unlink(missing_ok=True)
        return
    raise _unreachable(url, part)


def _go_on(url: str, part: Path, name: str, progress: Progress) -> None:
    """Fetch what is missing. Raises an OSError or HTTPException when the connection breaks."""
    with _opened(url, part) as reply:
        have = _size(part) if reply.status == 206 else 0
        told = reply.headers.get("Content-Length")
        total = have + int(told) if told and told.isdecimal() else None
        _require_room(part, (total or 0) - have)
        _keep_tag(part, reply.headers.get("ETag"))
        with part.open("ab" if have else "wb") as out:
            for chunk in _chunks(reply):
                out.write(chunk)
                have += len(chunk)
                progress(name, have, total)
        if total is not None and have != total:
            raise ConnectionError(f"{have} of {total} bytes")


@contextmanager
def _opened(url: str, part: Path) -> Iterator[HTTPResponse]:
    """The rest of the file, on the condition that it is still the same one; else the whole."""
    headers = {"User-Agent": "visavis"}
    tag = part.with_name(part.name + _TAG)
    if _size(part) and tag.is_file():
        headers |= {"Range": f"bytes={_size(part)}-", "If-Range": tag.read_text("utf-8")}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - only http and https come here
    with urllib.request.urlopen(request, timeout=_PATIENCE_S) as reply:  # noqa: S310 - as above
        yield cast(HTTPResponse, reply)


def _chunks(reply: HTTPResponse) -> Iterator[bytes]:
    while chunk := reply.read(_CHUNK):
        yield chunk


def _keep_tag(part: Path, tag: str | None) -> None:
    """Without a strong tag nothing tells whether the rest belongs to what is here."""
    place = part.with_name(part.name + _TAG)
    if tag and not tag.startswith("W/"):
        place.write_text(tag, "utf-8")
    else:
        place.unlink(missing_ok=True)


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    part.with_name(part.name + _TAG).unlink(missing_ok=True)


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _require_room(part: Path, more_bytes: int) -> None:
    if shutil.disk_usage(part.parent).free < more_bytes:
        raise _no_room(more_bytes)


def _no_room(more_bytes: int) -> Unavailable:
    return Unavailable(
        Text(
            ko="디스크에 빈 공간이 부족합니다({m} MB 더 필요). 공간을 비운 뒤 다시 실행해 주세요.",
            en="The disk is too full ({m} MB more are needed). Make room and run this again.",
        ).fill(m=more_bytes // 1_000_000 + 1)
    )


def _note(model: Fetchable, draft: Path, source: str) -> None:
    record = {
        "licence": model.licence,
        "origin": model.origin,
        "fetched_from": source,
        "fetched_at": now().isoformat(),
        "sha256": {file.name: sha256_of(draft / file.name) for file in model.files},
        "known_beforehand": [file.name for file in model.files if file.sha256 is not None],
    }
    (draft / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")


def _refused(url: str, error: urllib.error.HTTPError) -> NotFound | Unavailable:
    if error.code in (404, 410):
        return _not_there(url)
    return Unreachable(
        Text(
            ko="{u} 서버가 거절했습니다(HTTP {c}). --from으로 다른 주소를 지정해 보세요.",
            en="{u}: the server refused (HTTP {c}). Try another address with --from.",
        ).fill(u=url, c=error.code)
    )


def _not_there(where: str) -> NotThere:
    return NotThere(
        Text(
            ko="{u}이(가) 없습니다. --from에 적은 주소나 폴더를 확인해 주세요.",
            en="There is no {u}. Check the address or folder after --from.",
        ).fill(u=where)
    )


def _no_server(url: str, error: Exception) -> Unreachable:
    reason = getattr(error, "reason", error)
    return Unreachable(
        Text(
            ko="{u}에 연결할 수 없습니다({w}). 아무것도 받지 못했습니다. 주소와 네트워크를 확인하거나 "
            "--from으로 다른 곳을 지정해 주세요.",
            en="{u} can't be reached ({w}); nothing came. Check the address and the network, or name another place "
            "with --from.",
        ).fill(u=url, w=getattr(reason, "strerror", None) or reason)
    )


def _unreachable(url: str, part: Path) -> Unreachable:
    return Unreachable(
        Text(
            ko="{u}에서 받는 중 연결이 끊겼습니다({n} MB까지 받음). 같은 명령을 다시 실행하면 이어서 받습니다.",
            en="The connection to {u} broke ({n} MB are here). Run the same command again: it goes on from there.",
        ).fill(u=url, n=_size(part) // 1_000_000)
    )


def _another(name: str, source: str, found: str) -> Damaged:
    return Damaged(
        Text(
            ko="{s}에 있는 '{f}'은(는) 공개된 원본이 아닙니다(SHA-256 {h}…). 아무것도 남기지 않았습니다. "
            "--from으로 다른 곳을 지정해 주세요.",
            en="What {s} gave as '{f}' isn't the published file (its SHA-256 is {h}…). Nothing of it was kept. "
            "Name another place with --from.",
        ).fill(f=name, s=source, h=found[:12])
    )


def _altered(path: Path) -> Damaged:
    kind, name = path.parent.parent.name, path.parent.name
    return Damaged(
        Text(
            ko="'{k}/{m}'의 '{f}' 파일이 가져왔을 때와 다릅니다(SHA-256). "
            "`visavis models remove {k}/{m}` 후 다시 가져와 주세요.",
            en="The file '{f}' of '{k}/{m}' isn't what it was when it came (SHA-256). Run "
            "`visavis models remove {k}/{m}` and bring it in again.",
        ).fill(f=path.name, k=kind, m=name)
    )
