"""AI-Hub's 한국인 감정인식을 위한 복합 영상: JSON files list pictures, with who is on them and what three people saw.

A file is a list of records. A record as distributed (the field names are those that public training code reads from the
files)::

    {"filename": "<hash>_여_30_기쁨_도심 환경_20210126165538-010-011.jpg",
     "gender": "여", "age": 30, "isProf": "전문인", "faceExp_uploader": "기쁨", "bg_uploader": "도심 환경",
     "annot_A": {"boxes": {"minX": 917.4, "minY": 489.4, "maxX": 1917.7, "maxY": 1886.2},
                 "faceExp": "기쁨", "bg": "도심 환경"},
     "annot_B": {…}, "annot_C": {…}}

AI-Hub's own description calls the last three faceBB_A, faceBB_B and faceBB_C; both are read. The files are UTF-8, with
or without a mark, or CP949. The file name is hash of the uploader, 성별, 연령, 감정, 배경 and upload number, joined by
underscores: it stands in where the JSON says nothing. Sources: READMEs and loaders of public projects on the data set
https://www.aihub.or.kr/aihubdata/data/view.do?dataSetSn=82.

Labels: person (the uploader's hash), gender (female, male), age (as given: a decade), job (isProf, as given), emotion
and background (the uploader's), emotion_agreed (where two of three annotators agree) and box (left, top, right, bottom
in pixels: the median of the annotators').
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from statistics import median
from typing import Any

from visavis.lab.datasets.folder import decode_text, unreadable
from visavis.lab.datasets.layouts import About, FindLabels, LayoutName
from visavis.lab.datasets.tree import Item

EMOTIONS = ("기쁨", "당황", "분노", "불안", "상처", "슬픔", "중립")
_GENDERS = {"여": "female", "남": "male", "여자": "female", "남자": "male", "여성": "female", "남성": "male"}
_PLAIN = {"age": "age", "isProf": "job", "faceExp_uploader": "emotion", "bg_uploader": "background"}
_NAME = re.compile(
    r"(?P<person>[0-9a-f]{16,64})_(?P<gender>여|남)_(?P<age>\d{1,3})_"
    rf"(?P<emotion>{'|'.join(EMOTIONS)})_(?P<background>[^_]+)_[^_]+\.\w+"
)


class AihubEmotionLayout:
    """See the module."""

    name: LayoutName = "aihub-emotion"
    licence: str | None = "AI-Hub terms of use"
    origin: str | None = (
        "AI-Hub 한국인 감정인식을 위한 복합 영상, https://www.aihub.or.kr/aihubdata/data/view.do?dataSetSn=82"
    )

    def is_label_file(self, item: Item) -> bool:
        return item.refusal is None and PurePosixPath(item.name).suffix.lower() == ".json"

    def read_labels(self, item: Item, data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
        """Keys: the pictures' file names. Raises LabelsUnreadable."""
        try:
            records = list(_records(json.loads(decode_text(data, item.name))))
        except (json.JSONDecodeError, RecursionError) as error:
            raise unreadable(item.name, str(error)) from error
        return ((file_name(record), read_record(record)) for record in records)

    def describe(self, item: Item, find: FindLabels) -> About:
        name = PurePosixPath(item.name).name
        return About((read_name(name) or {}) | (find(name) or {}))


def read_name(name: str) -> dict[str, str] | None:
    """The labels in a picture's file name; None for one that isn't of this layout."""
    match = _NAME.fullmatch(name)
    return None if match is None else match.groupdict() | {"gender": _GENDERS[match["gender"]]}


def read_record(record: dict[str, Any]) -> dict[str, str]:
    """The labels of one picture."""
    labels = {label: _text(record[name]) for name, label in _PLAIN.items() if _text(record.get(name))}
    gender = _text(record.get("gender"))
    if gender:
        labels["gender"] = _GENDERS.get(gender, gender)
    annotations = [value for key, value in sorted(record.items()) if key.startswith(("annot_", "faceBB_"))]
    seen = Counter(filter(None, (_emotion(one) for one in annotations)))
    if seen and seen.most_common(1)[0][1] >= 2:
        labels["emotion_agreed"] = seen.most_common(1)[0][0]
    boxes = [box for box in (_box(one) for one in annotations) if box is not None]
    if boxes:
        labels["box"] = ",".join(f"{median(edge):g}" for edge in zip(*boxes, strict=True))
    return labels


def file_name(record: dict[str, Any]) -> str:
    return PurePosixPath(_text(record["filename"]).replace("\\", "/")).name


def _records(value: Any) -> Iterator[dict[str, Any]]:
    """The records of a file: a list of them, a single one, or a list under some key."""
    if isinstance(value, dict) and isinstance(value.get("filename"), str):
        yield value
    elif isinstance(value, dict):
        yield from (record for one in value.values() if isinstance(one, list) for record in _records(one))
    elif isinstance(value, list):
        yield from (record for one in value if isinstance(one, dict) for record in _records(one))


def _emotion(annotation: Any) -> str | None:
    if not isinstance(annotation, dict):
        return None
    boxes = annotation.get("boxes")
    label = annotation.get("faceExp") or (boxes.get("label") if isinstance(boxes, dict) else None)
    return _text(label) or None


def _box(annotation: Any) -> tuple[float, ...] | None:
    boxes = annotation.get("boxes") if isinstance(annotation, dict) else None
    if not isinstance(boxes, dict):
        return None
    edges = [boxes.get(edge) for edge in ("minX", "minY", "maxX", "maxY")]
    numbers = tuple(float(edge) for edge in edges if isinstance(edge, int | float))
    return numbers if len(numbers) == len(edges) else None


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else unicodedata.normalize("NFC", str(value)).strip()
