"""The section "Speed" of ``docs/benchmarks.md`` and its picture, made from the figures of ``benchmarks.speed``."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.report import PAGE, replace_section, table

Row = dict[str, Any]
PICTURE = PAGE.with_name("speed.png")
FIGURES = Path(__file__).parent / "figures" / "speed.json"
_COLOURS = {
    "ours, fast": "#1f5f8b",
    "ours, base": "#7fb2d4",
    "tantivy": "#c1542c",
    "bm25s, numba": "#5c8a3a",
    "sqlite fts5": "#8a6fae",
    "scikit-learn": "#999999",
}


def write(rows: list[Row]) -> None:
    """Put the tables and the picture in their places."""
    draw(rows)
    replace_section("Speed", report(rows))


def report(rows: list[Row]) -> str:
    """The section, in Markdown."""
    sizes = sorted({row["size"] for row in rows})
    by = {(row["engine"], row["size"]): row for row in rows}
    parts = ["Times ahead of the others (above 1 is faster or less; of the same run):\n\n" + _ratios(by, sizes)]
    for size in sizes:
        here = sorted((row for row in rows if row["size"] == size), key=lambda row: row["p50"])
        parts.append(f"{size:,} passages:\n\n" + _engines(here))
    parts.append("Ten times the passages, times the p50:\n\n" + _growth(by, sizes))
    parts.append("![Question and build times by number of passages](speed.png)")
    return "\n\n".join(parts)


def _ratios(by: dict[tuple[str, int], Row], sizes: list[int]) -> str:
    heads = ["passages", "ours", "beside", "p50", "p95", "p99", "build CPU", "disk", "hit@10, ours and theirs"]
    lines = []
    for size in sizes:
        for ours, other in [
            ("fast", "tantivy"),
            ("fast", "bm25s, numba"),
            ("base", "tantivy"),
            ("base", "bm25s, numba"),
        ]:
            own, peer = by.get((f"ours, {ours}", size)), by.get((other, size))
            if own is not None and peer is not None:
                ahead = [f"{peer[key] / own[key]:.2f}" for key in ("p50", "p95", "p99", "build_cpu", "disk")]
                lines.append([f"{size:,}", ours, other, *ahead, f"{own['hit']:.3f}, {peer['hit']:.3f}"])
    return table(heads, lines)


def _engines(rows: list[Row]) -> str:
    heads = ["engine", "p50 µs", "p95 µs", "p99 µs", "p50, first asked", "build CPU s", "disk MB", "open ms"]
    heads += ["first question s", "memory MB", "hit@10"]
    lines = []
    for row in rows:
        asked = [f"{row[key]:,.0f}" for key in ("p50", "p95", "p99", "new_p50")]
        made = [f"{row['build_cpu']:.2f}", f"{row['disk']:.1f}", f"{row['open'] * 1000:.1f}", f"{row['first']:.2f}"]
        lines.append([row["engine"], *asked, *made, f"{row['memory']:.0f}", f"{row['hit']:.3f}"])
    return table(heads, lines)


def _growth(by: dict[tuple[str, int], Row], sizes: list[int]) -> str:
    steps = [(one, other) for one, other in pairwise(sizes) if other == 10 * one]
    lines = []
    for engine in _COLOURS:
        grown = []
        for one, other in steps:
            less, more = by.get((engine, one)), by.get((engine, other))
            grown.append("" if less is None or more is None else f"{more['p50'] / less['p50']:.1f}")
        if any(grown):
            lines.append([engine, *grown])
    return table(["engine", *(f"to {other:,}" for _, other in steps)], lines)


def draw(rows: list[Row]) -> None:
    """Question times (p50, and p95 dashed) and building, each by number of passages."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (asked, made) = pyplot.subplots(1, 2, figsize=(10, 4.4), dpi=120)
    for engine, colour in _COLOURS.items():
        own = sorted((row for row in rows if row["engine"] == engine), key=lambda row: row["size"])
        sizes = [row["size"] for row in own]
        if not own:
            continue
        width = 2.2 if engine.startswith("ours") else 1.4
        asked.plot(sizes, [row["p50"] for row in own], marker="o", ms=4, color=colour, lw=width, label=engine)
        asked.plot(sizes, [row["p95"] for row in own], color=colour, lw=0.9, ls="--")
        made.plot(sizes, [row["build_cpu"] for row in own], marker="o", ms=4, color=colour, lw=width, label=engine)
    for axes, title, unit in (
        (asked, "One question, from its text to ten passages (p50; p95 dashed)", "µs"),
        (made, "Building", "CPU seconds"),
    ):
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlabel("passages")
        axes.set_ylabel(unit)
        axes.set_title(title, fontsize=9)
        axes.grid(True, which="major", color="#e4e4e4", lw=0.7)
        axes.set_axisbelow(True)
    made.legend(fontsize=8, frameon=False)
    figure.tight_layout()
    figure.savefig(PICTURE)
