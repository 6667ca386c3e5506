"""Clips of people who don't exist, a still picture after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av

from visavis.media.values import RGB


def write_clip(path: Path, frames: Sequence[RGB], fps: int = 25) -> Path:
    """An MP4 without sound; all frames are of one size with even sides."""
    with av.open(str(path), "w", format="mp4") as file:
        stream = file.add_stream("libx264", rate=fps)
        stream.pix_fmt = "yuv420p"
        stream.height, stream.width = frames[0].shape[:2]
        for image in frames:
            file.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        file.mux(stream.encode(None))
    return path
