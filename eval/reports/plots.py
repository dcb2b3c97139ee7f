"""Draws the report's plots as SVG to stand inside the page.

Only labels of our own are drawn (names of systems, kinds of question), never text from
a data set. What Matplotlib adds for stand-alone files, the document type and the metadata
with their addresses, is left out: the page must not name anything outside itself.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from eval.datasets.types import KINDS
from eval.measures.abstention import Bin
from eval.measures.latency import Latency

#: One colour a system throughout the page; told apart also by people who see few colours
#: (Okabe and Ito's palette).
COLOURS: Final[Mapping[str, str]] = {
    "hybrid": "#0072b2",
    "read": "#d55e00",
    "dense": "#56b4e9",
    "bm25": "#e69f00",
    "rrf": "#009e73",
    "card": "#999999",
    "card-terms": "#cc79a7",
}
_MARKERS: Final[Mapping[str, str]] = {
    "hybrid": "o",
    "read": "P",
    "dense": "s",
    "bm25": "^",
    "rrf": "D",
    "card": "X",
    "card-terms": "v",
}
_STYLE: Final[dict[str, Any]] = {
    "svg.fonttype": "path",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e3e3e3",
    "legend.frameon": False,
    "text.parse_math": False,
}
_SIZE: Final = (5.6, 3.6)


def _svg(figure: Figure, name: str, description: str) -> str:
    """Turn the figure into an element of the page.

    :param name: makes the identifiers inside differ from those of the other plots.
    :param description: what a screen reader says.
    """
    stream = io.StringIO()
    with style.context([_STYLE, {"svg.hashsalt": name}]):
        figure.savefig(stream, format="svg", bbox_inches="tight", metadata={"Date": None})
    drawing = stream.getvalue()
    drawing = drawing[drawing.index("<svg") :]
    drawing = re.sub(r"<metadata>.*?</metadata>", "", drawing, flags=re.DOTALL)
    # HTML knows both name spaces by itself; then href needs no prefix.
    drawing = re.sub(r'\s+xmlns(?::\w+)?="[^"]*"', "", drawing).replace("xlink:href", "href")
    # Groups are numbered alike in every plot (figure_1, axes_1…) and nothing refers to them.
    drawing = re.sub(r'<g id="[^"]*"', "<g", drawing)
    label = f'<svg role="img" aria-label="{html.escape(description)}"'
    return drawing.replace("<svg", label, 1)


def _percent() -> PercentFormatter:
    """Write shares as Spanish readers do."""
    return PercentFormatter(1.0, decimals=0, symbol=" %")


def _axes() -> tuple[Figure, Axes]:
    with style.context(_STYLE):
        figure = Figure(figsize=_SIZE, layout="constrained")
        FigureCanvasSVG(figure)
        return figure, figure.subplots()


def recall_by_cutoff(cutoffs: Sequence[int], recall: Mapping[str, Sequence[float]]) -> str:
    """Plot recall against the number of passages looked at, one line a system."""
    figure, axes = _axes()
    for name, values in recall.items():
        axes.plot(
            cutoffs,
            values,
            label=name,
            color=COLOURS[name],
            marker=_MARKERS[name],
            linewidth=2.6 if name == "hybrid" else 1.6,
            markersize=5,
            zorder=3 if name == "hybrid" else 2,
        )
    axes.set_xscale("log")
    axes.set_xticks(cutoffs, [str(cutoff) for cutoff in cutoffs])
    axes.minorticks_off()
    axes.set_xlabel("pasajes mirados (k)")
    axes.set_ylabel("preguntas con su pasaje entre los k")
    axes.yaxis.set_major_formatter(_percent())
    axes.legend(loc="lower right")
    return _svg(figure, "cutoff", "Exhaustividad según el número de pasajes, por sistema")


def recall_by_kind(by_kind: Mapping[str, Mapping[str, float]], counts: Mapping[str, int]) -> str:
    """Plot recall@1 by kind of question, a group of bars a kind.

    :param by_kind: system → kind → recall@1.
    """
    figure, axes = _axes()
    width = 0.8 / max(1, len(by_kind))
    for number, (name, values) in enumerate(by_kind.items()):
        offset = (number - (len(by_kind) - 1) / 2) * width
        places = [place + offset for place in range(len(counts))]
        axes.bar(places, [values[kind] for kind in counts], width, label=name, color=COLOURS[name])
    axes.set_xticks(
        range(len(counts)), [f"{KINDS[kind]}\n({count})" for kind, count in counts.items()]
    )
    axes.grid(visible=False, axis="x")
    axes.set_ylim(0, 1.0)
    axes.set_ylabel("pasaje correcto en primer lugar")
    axes.yaxis.set_major_formatter(_percent())
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.15), ncols=len(by_kind), fontsize=8)
    return _svg(figure, "kind", "Primer lugar correcto según la clase de pregunta, por sistema")


def latencies(query_ms: Mapping[str, Latency]) -> str:
    """Plot the median time of a query by system, with the 95th percentile as a whisker."""
    figure, axes = _axes()
    names = list(query_ms)[::-1]
    medians = [query_ms[name].p50 for name in names]
    whiskers = [query_ms[name].p95 - query_ms[name].p50 for name in names]
    axes.barh(names, medians, color=[COLOURS[name] for name in names], height=0.6)
    axes.errorbar(
        medians,
        range(len(names)),
        xerr=[[0.0] * len(names), whiskers],
        fmt="none",
        ecolor="#333333",
        capsize=4,
    )
    axes.grid(visible=False, axis="y")
    # One bar alone would fill the whole height.
    axes.set_ylim(-1, max(len(names), 2))
    axes.set_xlabel("milisegundos por pregunta: mediana, y raya hasta el percentil 95")
    return _svg(figure, "latency", "Tiempo por pregunta, por sistema")


def times(milliseconds: Sequence[float]) -> str:
    """Plot how many questions took how long."""
    figure, axes = _axes()
    axes.hist(milliseconds, bins=30, color=COLOURS["hybrid"])
    axes.grid(visible=False, axis="x")
    axes.set_xlim(left=0)
    axes.set_xlabel("milisegundos por pregunta")
    axes.set_ylabel("preguntas")
    return _svg(figure, "times", "Cuántas preguntas tardan cuánto")


def _as_shares(axes: Axes) -> None:
    """Let both axes go from 0 to 100 %."""
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(_percent())


def risk_coverage(points: Sequence[tuple[float, float]]) -> str:
    """Plot the share of wrong answers against the share of questions answered."""
    figure, axes = _axes()
    axes.plot(
        [coverage for coverage, _ in points],
        [risk for _, risk in points],
        color=COLOURS["hybrid"],
        drawstyle="steps-post",
    )
    _as_shares(axes)
    axes.set_xlabel("preguntas contestadas, de la más a la menos segura")
    axes.set_ylabel("respuestas equivocadas")
    return _svg(figure, "risk", "Riesgo según la cobertura")


def reliability(bins: Sequence[Bin]) -> str:
    """Plot the share of right answers against the confidence given with them."""
    figure, axes = _axes()
    axes.plot([0, 1], [0, 1], color="#888888", linestyle="--", linewidth=1)
    axes.plot(
        [each.confidence for each in bins],
        [each.accuracy for each in bins],
        marker="o",
        color=COLOURS["hybrid"],
    )
    _as_shares(axes)
    axes.set_xlabel("confianza que dio el sistema")
    axes.set_ylabel("respuestas correctas")
    return _svg(figure, "reliability", "Aciertos según la confianza; en la diagonal, sin error")
