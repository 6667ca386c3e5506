"""Curves and reliability as SVG drawings, of few lines and readable in both themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from visavis.lab.expression.measure import Bin

_WIDE, _HIGH, _LEFT, _LOW = 460, 280, 52, 40
_COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b")


@dataclass(frozen=True)
class Curve:
    name: str
    x: Sequence[float]
    y: Sequence[float]


def draw_curves(curves: Sequence[Curve], title: str, across: str, up: str) -> str:
    """All curves in one frame, with a legend."""
    xs, ys = [v for one in curves for v in one.x], [v for one in curves for v in one.y]
    frame = _Frame(min(xs), max(xs), min(ys), max(ys))
    lines = []
    for number, one in enumerate(curves):
        colour = _COLOURS[number % len(_COLOURS)]
        points = " ".join(frame.place(x, y) for x, y in zip(one.x, one.y, strict=True))
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
        lines.append(_text(_LEFT + 6 + 130 * (number % 3), _HIGH + 10 + 14 * (number // 3), one.name, fill=colour))
    return _drawing(title, across, up, frame, lines)


def draw_reliability(before: Sequence[Bin], after: Sequence[Bin], title: str) -> str:
    """Accuracy over confidence, before and after scaling; on the dashed line they are equal."""
    low = min(one.confidence for one in (*before, *after))
    frame = _Frame(min(0.3, low), 1, 0, 1)
    ends = f"{frame.place(frame.left, frame.left)} {frame.place(1, 1)}"
    lines = [f'<polyline points="{ends}" fill="none" stroke="#888" stroke-dasharray="4 4"/>']
    for number, (name, bins) in enumerate((("before", before), ("after", after))):
        colour = _COLOURS[number]
        points = " ".join(frame.place(one.confidence, one.accuracy) for one in bins)
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
        for one in bins:
            x, y = frame.place(one.confidence, one.accuracy).split(",")
            lines.append(f'<circle cx="{x}" cy="{y}" r="{2 + 10 * one.share**0.5:.1f}" fill="{colour}" opacity=".35"/>')
        lines.append(_text(_LEFT + 10, 36 + 14 * number, f"{name} scaling", fill=colour))
    return _drawing(title, "confidence", "share that is right (disc: share of faces)", frame, lines)


@dataclass(frozen=True)
class _Frame:
    left: float
    right: float
    low: float
    high: float

    def place(self, x: float, y: float) -> str:
        across = (x - self.left) / max(1e-9, self.right - self.left)
        up = (y - self.low) / max(1e-9, self.high - self.low)
        return f"{_LEFT + across * (_WIDE - _LEFT - 12):.1f},{_HIGH - _LOW - up * (_HIGH - _LOW - 24):.1f}"


def _drawing(title: str, across: str, up: str, frame: _Frame, lines: Sequence[str]) -> str:
    size = f'width="{_WIDE - _LEFT - 12}" height="{_HIGH - _LOW - 24}"'
    box = f'<rect x="{_LEFT}" y="24" {size} fill="none" stroke="#888"/>'
    labels = [
        _text(_LEFT, 15, title, weight="bold"),
        _text((_LEFT + _WIDE) / 2, _HIGH - 6, across, anchor="middle"),
        f'<text transform="translate(12 {_HIGH / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
    ]
    for share in (0.0, 0.5, 1.0):
        x, y = frame.left + share * (frame.right - frame.left), frame.low + share * (frame.high - frame.low)
        labels.append(_text(_LEFT + share * (_WIDE - _LEFT - 12), _HIGH - 24, f"{x:.4g}", anchor="middle"))
        labels.append(_text(_LEFT - 4, _HIGH - _LOW - share * (_HIGH - _LOW - 24) + 4, f"{y:.3g}", anchor="end"))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH + 32}"'
    return "\n".join(
        [f'{head} font-family="sans-serif" font-size="11" fill="#777">', box, *labels, *lines, "</svg>", ""]
    )


def _text(x: float, y: float, words: str, fill: str = "#777", anchor: str = "start", weight: str = "normal") -> str:
    style = f'fill="{fill}" text-anchor="{anchor}" font-weight="{weight}"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {style}>{escape(words)}</text>'
