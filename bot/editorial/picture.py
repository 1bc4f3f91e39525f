"""The figures in one picture, to be read on a telephone: large letters, four numbers, then bars.

matplotlib is imported here alone, and only when somebody asks; without a window system, by its Agg canvas.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from bot.editorial.figures import Bar, Figures, percent
from bot.texts import texts

WIDTH, HEIGHT, DPI = 7.2, 9.0, 150
"""Inches and dots an inch: 1080 by 1350 pixels, which a telephone shows whole, upright."""
INK, PALE, LINE = "#1b2a33", "#5b6b75", "#d5dce0"
SURE, NEAR, NOTHING = "#1f6f8b", "#8cc5d8", "#e08e45"
"""Dark, light and another hue: told apart in grey and by colour-blind eyes too."""
_MARGIN = 0.075


def draw(figures: Figures, title: str) -> bytes:
    """The PNG picture of these figures.  It takes a while, more the first time: call it from a thread."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    page = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor="white")
    FigureCanvasAgg(page)
    page.text(_MARGIN, 0.962, title, fontsize=15, color=INK, va="center", weight="bold")
    _tiles(page, figures)
    unit = "week" if figures.by_week else "day"
    asked = _axes(page, 0.475, 0.24)
    _heading(page, 0.775, texts(f"figures-chart-{unit}"))
    _legend(page, 0.742, (("sure", SURE), ("near", NEAR), ("nothing", NOTHING)))
    _stack(
        asked,
        figures,
        [
            ([bar.asking.sure for bar in figures.bars], SURE),
            ([bar.asking.near for bar in figures.bars], NEAR),
            ([bar.asking.nothing for bar in figures.bars], NOTHING),
        ],
    )
    _judged(page, figures)
    _heading(page, 0.262, texts(f"figures-chart-sent-{unit}"))
    _legend(page, 0.229, (("sent", SURE), ("lost", NOTHING)))
    sent = _axes(page, 0.06, 0.142)
    _stack(sent, figures, [([bar.sent for bar in figures.bars], SURE), ([bar.lost for bar in figures.bars], NOTHING)])
    png = BytesIO()
    page.savefig(png, format="png")
    return png.getvalue()


def _tiles(page: Any, figures: Figures) -> None:
    """The four numbers that say most."""
    asking = figures.asking
    judged = asking.useful + asking.useless
    share = texts("figures-percent", number=percent(asking.sure, asking.total)) if asking.total else ""
    useful = texts("figures-percent", number=percent(asking.useful, judged)) if judged else ""
    numbers = {
        "questions": texts("figures-number", number=asking.total),
        "answered": share or texts("figures-dash"),
        "useful": useful or texts("figures-dash"),
        "subscribers": texts("figures-number", number=figures.subscribers.active),
    }
    for at, (name, number) in enumerate(numbers.items()):
        left = _MARGIN + at * (1 - 2 * _MARGIN + 0.02) / 4
        page.text(left, 0.888, number, fontsize=29 if len(number) < 6 else 22, color=SURE, va="center", weight="bold")
        page.text(left, 0.842, texts(f"figures-tile-{name}"), fontsize=13, color=PALE, va="center")


def _heading(page: Any, height: float, text: str) -> None:
    page.text(_MARGIN, height, text, fontsize=15, color=INK, va="center", weight="bold")


def _legend(page: Any, height: float, names: tuple[tuple[str, str], ...]) -> None:
    """Coloured squares and their names, in one line; widths are measured, not guessed."""
    left = _MARGIN
    renderer = page.canvas.get_renderer()
    for name, colour in names:
        for text, ink in (("\N{BLACK SQUARE}", colour), (texts(f"figures-legend-{name}"), PALE)):
            shown = page.text(left, height, text, fontsize=13, color=ink, va="center")
            left += shown.get_window_extent(renderer).width / (WIDTH * DPI) + 0.012
        left += 0.02


def _axes(page: Any, bottom: float, height: float) -> Any:
    axes = page.add_axes((_MARGIN + 0.045, bottom, 1 - 2 * _MARGIN - 0.045, height))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
    axes.tick_params(length=0, labelsize=12.5, labelcolor=PALE, pad=6)
    axes.grid(axis="y", color=LINE, linewidth=0.8)
    axes.set_axisbelow(True)
    return axes


def _stack(axes: Any, figures: Figures, layers: list[tuple[list[int], str]]) -> None:
    """Bars one upon another, in whole numbers, with a few dates below."""
    from matplotlib.ticker import MaxNLocator

    places = range(len(figures.bars))
    below = [0] * len(figures.bars)
    for values, colour in layers:
        axes.bar(places, values, 0.78, bottom=below, color=colour)
        below = [one + other for one, other in zip(below, values, strict=True)]
    axes.set_ylim(0, max(*below, 1) * 1.05)
    axes.set_xlim(-0.6, len(figures.bars) - 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    shown = _dated(len(figures.bars))
    axes.set_xticks(shown, [_short(figures.bars[at]) for at in shown])


def _dated(number: int) -> list[int]:
    """Which bars have their date below: five at most, evenly."""
    step = -(-number // 5)
    return list(range(number - 1, -1, -step))[::-1]


def _short(bar: Bar) -> str:
    return f"{bar.first.day:02}/{bar.first.month:02}"


def _judged(page: Any, figures: Figures) -> None:
    """What was found useful, as one bar in two parts."""
    asking = figures.asking
    _heading(page, 0.412, texts("figures-chart-useful"))
    judged = asking.useful + asking.useless
    if not judged:
        page.text(_MARGIN, 0.36, texts("figures-no-judgement"), fontsize=13, color=PALE, va="center")
        return
    axes = page.add_axes((_MARGIN, 0.345, 1 - 2 * _MARGIN, 0.032))
    axes.axis("off")
    axes.set_xlim(0, judged)
    axes.barh(0, asking.useful, color=SURE)
    axes.barh(0, asking.useless, left=asking.useful, color=NOTHING)
    said = texts("figures-legend-useful", count=asking.useful), texts("figures-legend-useless", count=asking.useless)
    page.text(_MARGIN, 0.322, said[0], fontsize=13, color=SURE, va="center", weight="bold")
    page.text(1 - _MARGIN, 0.322, said[1], fontsize=13, color=NOTHING, va="center", ha="right", weight="bold")
