"""Draws costs against size, both on logarithmic axes: a straight line is a power of the size."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

PANELS: Final[Mapping[str, tuple[str, ...]]] = {
    "segundos": ("make", "build", "search_after_add", "open", "add", "remove"),
    "milisegundos": ("search_ms.p95", "search_ms.p50", "ask_ms.p95", "ask_ms.p50"),
    "MiB": ("disk_mib", "memory_built", "memory_rebuilt", "memory_used", "memory_opened"),
}
"""What is drawn together, by unit."""


def svg(
    result: Mapping[str, Any],
    titles: Mapping[str, str],
    value: Callable[[Mapping[str, Any], str], float],
) -> str:
    """Draw the plots as an SVG file.

    :param result: as ``--json`` writes it.
    :param titles: what each cost is called.
    :param value: reads a cost by its name.
    """
    figure = Figure(figsize=(15, 4.6), layout="constrained")
    FigureCanvasSVG(figure)
    sizes = [int(size) for size in result["sizes"]]
    axes: Axes
    for axes, (unit, names) in zip(figure.subplots(1, len(PANELS)), PANELS.items(), strict=True):
        for name in names:
            costs = [value(each, name) for each in result["sizes"].values()]
            exponent = result.get("exponents", {}).get(name)
            label = titles[name].rsplit(" (", 1)[0]
            axes.plot(
                sizes,
                costs,
                marker="o",
                label=label if exponent is None else f"{label}: n^{exponent:.2f}",
            )
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlabel("pasajes")
        axes.set_ylabel(unit)
        axes.grid(visible=True, color="#e3e3e3")
        axes.legend(fontsize=8, frameon=False)
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None})
    return stream.getvalue()
