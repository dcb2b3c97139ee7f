"""What ``python -m eval`` does: measures, shows, writes.

Figures go to standard output, or with ``--json -`` the JSON alone does and everything for
people goes to standard error. Exit status: 0 done, 2 wrong arguments or input that cannot
be used, 1 anything else; no traceback reaches a person.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from eval import arguments, exits, feedback
from eval.answers import (
    claims,
    cluster_figures,
    clusters,
    differences,
    field,
    field_figures,
    followups,
    given,
    measuring,
    responders,
    yardsticks,
)
from eval.cache import EmbeddingCache, default_folder
from eval.datasets import builtin, dialogues, difference_labels, field_cases, registry
from eval.datasets import clusters as cluster_sets
from eval.datasets.types import Dataset
from eval.entities import measuring as names
from eval.files import STDOUT, write_json
from eval.measures.latency import sample
from eval.reports import page as report
from eval.reports.clusters_console import show_clusters
from eval.reports.console import console, progress, show_answers, show_claims, show_retrieval
from eval.reports.differences_console import show_differences
from eval.reports.entities_console import show_entities
from eval.reports.field_console import show_field
from eval.reports.followups_console import show_followups
from eval.reports.writing_console import show_writing
from eval.retrieval import measuring as retrieval
from eval.retrieval.results import RetrievalRun
from index.encoders import loading
from index.encoders.protocol import Encoder
from index.errors import InputError
from rag import Archive
from rag.answers.extractive import ExtractiveAnswerer
from rag.cli.writing import answerer_of
from rag.entities import labels


def _dataset(options: argparse.Namespace) -> Dataset:
    dataset = registry.load(options.dataset, more_passages=options.passages, split=options.split)
    if options.limit is None:
        return dataset
    return dataclasses.replace(dataset, questions=tuple(sample(dataset.questions, options.limit)))


def _encoder(name: str) -> Encoder:
    return loading.load_reference() if name == "reference" else loading.load_default()


def _measure(options: argparse.Namespace, out: Console) -> dict[str, Any]:
    """Make the measurements of the command, show and report them; return the JSON."""
    dataset = _dataset(options)
    retrieval_run: RetrievalRun | None = None
    answers_run: measuring.AnswersRun | None = None
    model = _encoder(options.encoder)
    cache = EmbeddingCache(None if options.no_cache else default_folder())
    if options.command != "answers":
        with progress() as report_progress:
            names = [name.strip() for name in options.systems.split(",") if name.strip()]
            retrieval_run = retrieval.run(
                dataset, model, names, cache=cache, progress=report_progress
            )
        show_retrieval(out, retrieval_run)
    if options.command != "retrieval":
        gold = options.gold_paragraph
        with (
            progress() as report_progress,
            responders.open_responder(
                dataset, model, cache, gold=gold, progress=report_progress
            ) as responder,
        ):
            source: measuring.Source = "gold" if gold else "retrieved"
            answers_run = measuring.run(dataset, responder, source=source, progress=report_progress)
        show_answers(out, answers_run)
    if options.report is not None:
        page = report.write(Path(options.report), retrieval_run, answers_run)
        out.print(f"Informe: {page}", markup=False)
    if retrieval_run and answers_run:
        return {"retrieval": retrieval_run.to_dict(), "answers": answers_run.to_dict()}
    run = retrieval_run or answers_run
    return run.to_dict() if run else {}


def _followups(out: Console) -> dict[str, Any]:
    """Hold the built-in dialogues, and show what was understood; return the JSON."""
    passages, sets = dialogues.load()
    standalone = [question.text for question in builtin.load("all").questions]
    with tempfile.TemporaryDirectory(prefix="hemeroteca-") as folder:
        archive = Archive.open(folder, encoder=loading.load_default())
        try:
            archive.add(builtin.SAMPLE)
            run = followups.run(archive, passages, sets, unrelated=standalone)
        finally:
            archive.close()
    show_followups(out, run)
    return run.to_dict()


def _prensa(options: argparse.Namespace, out: Console) -> dict[str, Any]:
    """Ask the questions of press clusters, show and report what came; returns the JSON."""
    path = Path(options.clusters) if options.clusters else cluster_sets.CLUSTERS
    sets = cluster_sets.load(path)
    answers = given.load(Path(options.answers), sets) if options.answers else _asked(options, sets)
    figures = cluster_figures.figures(answers)
    show_clusters(out, figures)
    if options.report is not None:
        page = report.write_clusters(Path(options.report), figures, answers)
        out.print(f"Informe: {page}", markup=False)
    return {
        "dataset": path.name,
        "system": options.answers or options.system,
        **figures,
        "answers": [each.to_dict() for each in answers],
    }


def _asked(
    options: argparse.Namespace, sets: Sequence[cluster_sets.Cluster]
) -> tuple[clusters.ClusterAnswer, ...]:
    """The answers of the system that the options name."""
    encoder = loading.load_default()
    with progress() as report_progress:
        if options.system != arguments.OURS:
            return yardsticks.run(options.system, sets, encoder, report_progress)
        with tempfile.TemporaryDirectory(prefix="hemeroteca-") as folder:
            return clusters.run(
                sets,
                Path(folder),
                open_archive=lambda place: Archive.open(place, encoder=encoder),
                progress=report_progress,
            )


def _differences(options: argparse.Namespace, out: Console) -> dict[str, Any]:
    """Ask the sets of which the stated disagreements are judged by hand; returns the JSON."""
    labels, encoder = difference_labels.load(), loading.load_default()
    stated: list[differences.StatedDifference] = []
    for name in options.stated:
        with (
            progress() as report_progress,
            tempfile.TemporaryDirectory(prefix="hemeroteca-") as folder,
        ):
            archive = Archive.open(Path(folder) / "archivo", encoder=encoder)
            try:
                questions = differences.questions(name, archive, Path(folder) / "articulos")
                for done, each in enumerate(differences.run(questions, archive.ask, labels), 1):
                    report_progress("Preguntando", done, len(questions))
                    stated += [each] if each else []
            finally:
                archive.close()
    figures = differences.figures(stated)
    show_differences(out, figures)
    return figures


def _campo(options: argparse.Namespace, out: Console) -> dict[str, Any]:
    """Ask the questions of the field cases, show and report what came; returns the JSON."""
    paths = [Path(each) for each in options.cases] or [field_cases.BLIND, field_cases.OPEN]
    cases = field_cases.load(paths, part=options.part, kind=options.kind)
    encoder, answerer = loading.load_default(), ExtractiveAnswerer()
    with (
        progress() as report_progress,
        tempfile.TemporaryDirectory(prefix="hemeroteca-") as folder,
    ):
        results = field.run(
            cases,
            Path(folder),
            open_archive=lambda place: Archive.open(place, encoder=encoder, answerer=answerer),
            progress=report_progress,
        )
    figures = field_figures.figures(results)
    show_field(out, figures)
    if options.report is not None:
        page = report.write_field(Path(options.report), figures)
        out.print(f"Informe: {page}", markup=False)
    return {"datasets": [path.name for path in paths], **figures}


def _entities(options: argparse.Namespace, out: Console) -> dict[str, Any]:
    """Measure the recogniser on the labels that the options name; returns the JSON.

    :raises InputError: a file is missing or unusable, or has no passage of the part.
    """
    encoder = loading.load_default()
    if bool(options.names) != bool(options.passages):
        raise InputError("«--names» y «--passages» van juntos: unos nombres y sus pasajes.")
    if options.names:
        found = labels.read_press(Path(options.names), Path(options.passages))
        title = Path(options.names).name
    else:
        found, title = labels.read_sample(builtin.SAMPLE_NAMES, builtin.SAMPLE, encoder), "muestra"
    passages = [each for each in found if each.part == options.part]
    if not passages:
        parts = ", ".join(sorted({each.part for each in found}))
        raise InputError(f"Ningún pasaje es de la parte «{options.part}»; hay: {parts}.")
    counts = names.count(passages, names.recognised(encoder, passages))
    show_entities(out, f"Nombres de {len(passages)} pasajes ({title}, {options.part})", counts)
    return {
        "dataset": title,
        "part": options.part,
        "passages": len(passages),
        "recogniser": encoder.recogniser,
        "kinds": {kind: each.to_dict() for kind, each in counts.items()},
    }


def _writer(options: argparse.Namespace, out: Console) -> dict[str, Any]:
    """Let a language model write the answers to sixty questions; returns the JSON."""
    from eval.answers import writing  # needs the extra [writer]
    from rag.writer.answerer import WriterAnswerer
    from rag.writer.client import Limits

    rows = Path(options.rows) if options.rows else None
    if rows is not None and rows.exists() and not options.writer:
        figures = writing.figures(f"lo guardado en {rows.name}", writing.kept(rows))
        show_writing(out, figures)
        return figures
    limits = Limits(silence=options.patience, whole=options.patience) if options.patience else None
    answerer, encoder = answerer_of(options, limits), loading.load_default()
    if not isinstance(answerer, WriterAnswerer):
        raise InputError("Falta el modelo: dé su servidor con --writer URL.")
    with (
        progress() as report_progress,
        tempfile.TemporaryDirectory(prefix="hemeroteca-") as folder,
    ):
        written = writing.run(
            answerer,
            cluster_sets.load(),
            Path(folder),
            open_archive=lambda place, used: Archive.open(place, encoder=encoder, answerer=used),
            count=options.questions or writing.QUESTIONS,
            rows=rows,
            progress=report_progress,
        )
    figures = writing.figures(answerer.model.name, written)
    show_writing(out, figures)
    return figures


def _run(options: argparse.Namespace) -> None:
    if options.command == "export-feedback":
        archive = Archive.open(options.archive, create=False)
        counts = feedback.export(archive, Path(options.out))
        print(
            f"{counts.questions} preguntas escritas en «{options.out}»; "
            f"{counts.pending} pendientes."
        )
        return
    out = console(stderr=options.json == STDOUT)
    if options.command == "claims":
        run = claims.run()
        show_claims(out, run)
        figures = run.to_dict()
        if options.stated:
            figures["differences"] = _differences(options, out)
    elif options.command == "followups":
        figures = _followups(out)
    elif options.command == "prensa":
        figures = _prensa(options, out)
    elif options.command == "entities":
        figures = _entities(options, out)
    elif options.command == "writer":
        figures = _writer(options, out)
    elif options.command == "campo":
        figures = _campo(options, out)
    else:
        figures = _measure(options, out)
    write_json(figures, options.json)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    words = sys.argv[1:] if argv is None else argv
    return exits.status_of(lambda: _run(arguments.parse(words)))
