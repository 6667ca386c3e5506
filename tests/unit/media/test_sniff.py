"""What is a clip and what a picture, where both begin alike."""

from __future__ import annotations

import pytest

from visavis.media.sniff import holds_clip


@pytest.mark.parametrize(
    ("head", "is_clip"),
    [
        (b"\x00\x00\x00\x18ftypmp42", True),
        (b"\x00\x00\x00\x14ftypqt  ", True),
        (b"\x1a\x45\xdf\xa3rest", True),
        (b"\x00\x00\x00\x18ftypheic", False),
        (b"\x00\x00\x00\x1cftypmif1", False),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", False),
        (b"\x89PNG\r\n\x1a\n", False),
        (b"", False),
    ],
)
def test_phones_pictures_are_no_clips(head: bytes, is_clip: bool) -> None:
    assert holds_clip(head) is is_clip
