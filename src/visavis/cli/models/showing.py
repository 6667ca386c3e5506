"""The catalogue and its cards, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import typer

from visavis.cli.models.catalogue import Item, catalogue
from visavis.cli.models.errors import UnknownModel
from visavis.engines.imported import Imported, list_imported
from visavis.engines.measuring import read_figures


def held_models() -> list[Imported]:
    """What is in the library, as the settings say."""
    from visavis.settings import Settings

    return list_imported(Settings().model_library().models)


def list_all(as_json: bool) -> None:
    """What is here, with the SHA-256 of what was imported, then what of the catalogue isn't."""
    held = held_models()
    missing = [item for item in catalogue().values() if not _here(item, held)]
    if as_json:
        typer.echo(json.dumps([*map(_told_held, held), *map(_told_missing, missing)], ensure_ascii=False, indent=1))
        return
    for one in held:
        pictures = f"{one.size_px} px" if one.kind == "stylegan2" else "–"
        size, licence = f"{one.size_bytes / 1e6:.0f} MB", bound(licence_of(one), is_non_commercial(one))
        typer.echo("\t".join((one.kind, one.name, pictures, size, licence, one.source_sha256 or "–")))
    for item in missing:
        licence = bound(item.licence_weights, item.non_commercial)
        typer.echo("\t".join((item.name, "–", "–", f"{item.megabytes} MB", licence, "–")))
    typer.echo("–: not here. `visavis models card NAME` says how to get it. –: 아직 없는 모델", err=True)


def show_card(name: str, as_json: bool) -> None:
    """All that is known of a line of the catalogue, or of an imported model."""
    held = held_models()
    item = _find(name, held)
    here = _here(item, held)
    if as_json:
        told = {**_told_item(item), "here": [{**_told_held(one), "measured": read_figures(one)} for one in here]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in _card_lines(item, here):
        typer.echo(line)


def bound(licence: str, non_commercial: bool) -> str:
    """A licence, and that it is for non-commercial use only where it is."""
    return f"{licence} · NON-COMMERCIAL" if non_commercial else licence


def licence_of(one: Imported) -> str:
    """That of the card, whatever its importer typed; the importer's word where each file has its own."""
    item = catalogue().get(one.kind)
    return item.licence_weights if item and item.published and not item.published.licence_varies else one.licence


def is_non_commercial(one: Imported) -> bool:
    """As the card or the record says."""
    item = catalogue().get(one.kind)
    return one.non_commercial or bool(item and item.published and item.non_commercial)


def _find(name: str, held: Iterable[Imported]) -> Item:
    known = catalogue()
    if name in known:
        return known[name]
    for one in held:
        if name in (one.name, f"{one.kind}/{one.name}") and one.kind in known:
            return known[one.kind]
    raise UnknownModel(name, [*known])


def _here(item: Item, held: Iterable[Imported]) -> list[Imported]:
    return [one for one in held if one.kind == item.kind and item.name in (one.kind, one.name)]


def _card_lines(item: Item, here: list[Imported]) -> Iterator[str]:
    yield item.name
    yield f"  {item.purpose.en}"
    yield f"  {item.purpose.ko}"
    yield f"licence · 라이선스  weights: {item.licence_weights}; code: {item.licence_code}"
    if item.non_commercial:
        yield "  NON-COMMERCIAL USE ONLY · 비상업적 용도로만 쓸 수 있습니다"
    yield f"origin · 출처  {item.origin}"
    if item.address:
        yield f"address · 주소  {item.address}"
    yield f"size as published · 공개된 파일 크기  {item.megabytes} MB"
    if item.inputs:
        yield f"takes · 입력  {item.inputs}"
        yield f"gives · 출력  {item.outputs}"
    for file, sha256 in item.hashes.items():
        yield f"SHA-256  {sha256}  {file}"
    if not here:
        yield f"not here · 없음  {item.how}"
    for one in here:
        yield from _here_lines(one)


def _here_lines(one: Imported) -> Iterator[str]:
    record = one.record
    official = record.get("official_file")
    known = f"the published {official}" if official else "no published file that is known"
    licence = bound(licence_of(one), is_non_commercial(one))
    yield f"here · 있음  {one.name}, {one.size_bytes / 1e6:.0f} MB, {licence}"
    typed = record.get("accepted_as") or record.get("licence", "?")
    when = record.get("accepted_at", record.get("fetched_at", "?"))
    yield f"  accepted as '{typed}' by {record.get('accepted_by', '?')}, {when}"
    if "source_sha256" in record:
        yield f"  from {record.get('source')}: {record['source_sha256']}, {known}"
    if "largest_error" in record:
        yield f"  difference from torch when imported: {float(record['largest_error']):.1e}"
    figures = read_figures(one)
    if not figures:
        yield f"  speed not measured yet · 아직 측정하지 않음: visavis models verify {one.name}"
    yield from cost_lines(figures)


def cost_lines(figures: dict[str, Any]) -> Iterator[str]:
    """What each provider takes."""
    for provider, cost in figures.get("providers", {}).items():
        if "why_not" in cost:
            yield f"  {provider}: {cost['why_not']['en']} · {cost['why_not']['ko']}"
            continue
        device = f", {cost['device_mb']} MB on the device" if cost.get("device_mb") is not None else ""
        yield (
            f"  {provider}: {cost['ms_per_call']} ms a call, {cost['memory_mb']} MB of memory{device} "
            f"({figures['cores']} cores, {figures['measured_at'][:10]})"
        )
    if "torch_error" in figures:
        yield f"  difference from torch: {figures['torch_error']:.1e}"


def _told_item(item: Item) -> dict[str, Any]:
    return {
        "name": item.name,
        "kind": item.kind,
        "purpose": {"ko": item.purpose.ko, "en": item.purpose.en},
        "licence_code": item.licence_code,
        "licence_weights": item.licence_weights,
        "non_commercial": item.non_commercial,
        "origin": item.origin,
        "address": item.address,
        "megabytes": item.megabytes,
        "inputs": item.inputs,
        "outputs": item.outputs,
        "sha256": item.hashes,
        "how": item.how,
    }


def _told_missing(item: Item) -> dict[str, Any]:
    return {**_told_item(item), "name": None, "catalogue": item.name, "here": False}


def _told_held(one: Imported) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "here": True,
        "licence": licence_of(one),
        "accepted_as": one.record.get("accepted_as") or one.record.get("licence"),
        "non_commercial": is_non_commercial(one),
        "bytes": one.size_bytes,
        "sha256": one.record.get("source_sha256"),
        "official_file": one.record.get("official_file"),
        "accepted_by": one.record.get("accepted_by"),
        "accepted_at": one.record.get("accepted_at"),
    }
