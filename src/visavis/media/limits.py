"""How much of anything we take from a user, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one piece of untrusted work: picture size, length, and what its child process may use."""

    picture_pixels: int = 50_000_000
    picture_side_px: int = 32_000
    """OpenCV turns and warps nothing with a side of 32,767 px or more."""
    video_side_px: int = 8192
    duration_s: float = 4 * 3600.0
    memory_mb: int = 6144
    """Address space, which the inference libraries reserve far beyond what they touch."""
    cpu_s: int = 4 * 3600
    wall_s: float = 6 * 3600.0
    niceness: int = 0
    """How much further than its parent the child gives way to other processes."""


DEFAULT = Limits()
BACKGROUND = Limits(niceness=10)
"""For work that nobody sits and waits for: whatever is used live on the same cores comes first."""
