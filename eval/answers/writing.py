"""How well a language model writes answers, and what the check makes of it.

Sixty questions are put through a writer: as many of the built-in reported half as of the press
clusters. Counted are sentences and their marks as the model wrote them and as they are shown, in
the terms of ALCE (Gao et al. 2023, arXiv 2305.14627): recall, the share of sentences that what
they cite carries; precision, the share of marks that hold. Whether a passage carries a sentence is
judged by the product's own check, so that what is shown has 1 by construction: how far that check
can be trusted is measured apart, on statements whose truth is known (``docs/writer.md``). Whether
an answer is right is judged by the answers of the sets, which the check knows nothing of.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from eval.answers.clusters import ParagraphLocator
from eval.datasets import builtin
from eval.datasets.clusters import Cluster
from eval.measures.latency import sample
from eval.measures.text_metrics import f1
from index.text.folding import fold
from rag import Archive
from rag.answers.stages import OnText, nobody
from rag.writer.answerer import MOST, WriterAnswerer
from rag.writer.checking import Checked
from rag.writer.client import Messages
from rag.writer.composing import Draft
from rag.writer.evidence import Evidence

QUESTIONS: Final = 60
"""In all, half from each set."""

ALIKE: Final = 0.5
"""Token F1 with an answer of the set from which a short answer is right, as ``prensa`` has it."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers in the sets."""

    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """What became of one question.

    :param abstained: whether it was declined, and nothing was written.
    :param failed: whether the model's server failed.
    :param sentences: that the model wrote.
    :param upheld: of them those that what they cite carries.
    :param recited: of them those that another passage carries.
    :param shown: of both those that are shown: what a model says twice is shown once.
    :param marks: that the model gave.
    :param held: of them those that hold.
    :param reasons: why sentences were dropped.
    :param right: whether the text shown holds an answer of the set.
    :param right_extractive: whether the short answer of the reader is one.
    """

    question: str
    abstained: bool
    failed: bool = False
    sentences: int = 0
    upheld: int = 0
    recited: int = 0
    shown: int = 0
    marks: int = 0
    held: int = 0
    reasons: tuple[str, ...] = ()
    right: bool = False
    right_extractive: bool = False
    seconds: float = 0.0
    text: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> WrittenAnswer:
        """One that was kept; repeats were not told apart until 28 November 2026."""
        shown = row.get("shown", row["upheld"] + row["recited"])
        return cls(**{**row, "shown": shown, "reasons": tuple(row["reasons"])})


class Observed(WriterAnswerer):
    """A writer whose drafts can be looked at."""

    def __init__(self, base: WriterAnswerer) -> None:
        super().__init__(base.model, base.verifier, base.answerer)
        self.drafts: list[Draft] = []

    def draft(
        self,
        messages: Messages,
        evidence: Sequence[Evidence],
        on_text: OnText = nobody,
        most: int = MOST,
    ) -> Draft:
        """The draft, which is kept."""
        draft = WriterAnswerer.draft(self, messages, evidence, on_text, most)
        self.drafts.append(draft)
        return draft


def questions(
    clusters: Sequence[Cluster], count: int = QUESTIONS
) -> tuple[list[Asked], list[Asked]]:
    """Those of the built-in reported half and of the clusters that have an answer, drawn evenly.

    :param count: in all.
    """
    own = [q for q in builtin.load("report").questions if q.answerable and q.answers]
    press = [q for cluster in clusters for q in cluster.questions if q.answers]
    half = count // 2
    return (
        [Asked(q.text, q.answers) for q in sample(own, half)],
        [Asked(q.text, tuple(a.text for a in q.answers)) for q in sample(press, half)],
    )


def run(
    writer: WriterAnswerer,
    clusters: Sequence[Cluster],
    folder: Path,
    *,
    open_archive: Callable[[Path, WriterAnswerer], Archive],
    count: int = QUESTIONS,
    rows: Path | None = None,
    progress: Progress = lambda _stage, _done, _total: None,
) -> tuple[WrittenAnswer, ...]:
    """Ask all of them, each set over its own archive.

    :param folder: an empty one, for the articles and the archives.
    :param count: of the questions in all.
    :param rows: where each answer is kept as it comes. What lies there already is not asked again,
        so that a run which was cut short goes on where it ended.
    """
    observed = Observed(writer)
    own, press = questions(clusters, count)
    written = list(kept(rows)) if rows is not None else []
    known = {each.question for each in written}
    for name, every in (("propias", own), ("prensa", press)):
        asked = [each for each in every if each.text not in known]
        if not asked:
            continue
        archive = open_archive(folder / name, observed)
        try:
            if name == "propias":
                archive.add(builtin.SAMPLE)
            else:
                ParagraphLocator(archive, clusters, folder / "articulos")
            for each in asked:
                progress("Preguntando", len(written), len(own) + len(press))
                written.append(_ask(archive, observed, each))
                if rows is not None:
                    _keep(rows, written[-1])
        finally:
            archive.close()
    return tuple(written)


def kept(rows: Path) -> tuple[WrittenAnswer, ...]:
    """The answers that an earlier run kept, none where there was none; of two to one question,
    which runs side by side leave, the later."""
    lines = rows.read_text(encoding="utf-8").splitlines() if rows.exists() else []
    answers = [WrittenAnswer.of(json.loads(line)) for line in lines]
    return tuple({each.question: each for each in answers}.values())


def _keep(rows: Path, answer: WrittenAnswer) -> None:
    with rows.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(answer), ensure_ascii=False) + "\n")


def _ask(archive: Archive, observed: Observed, asked: Asked) -> WrittenAnswer:
    observed.drafts.clear()
    start = time.perf_counter()
    answer = archive.ask(asked.text)
    seconds = time.perf_counter() - start
    right = f1(answer.answer, asked.answers) >= ALIKE
    if answer.abstained:
        return WrittenAnswer(asked.text, True, seconds=seconds)
    if not observed.drafts:
        return WrittenAnswer(
            asked.text, False, failed=True, right_extractive=right, seconds=seconds
        )
    checked = observed.drafts[-1].checked
    upheld = [
        (sentence, each)
        for sentence, each in checked
        if isinstance(each, Checked) and not each.recited
    ]
    shown = fold(" ".join(answer.text.split()))
    return WrittenAnswer(
        question=asked.text,
        abstained=False,
        sentences=len(checked),
        upheld=len(upheld),
        recited=sum(isinstance(each, Checked) and each.recited for _, each in checked),
        shown=len(observed.drafts[-1].sentences),
        marks=sum(len(sentence.marks) for sentence, _ in checked),
        held=sum(len(each.numbers) for _, each in upheld),
        reasons=tuple(each.reason for _, each in checked if not isinstance(each, Checked)),
        right=any(fold(" ".join(each.split())) in shown for each in asked.answers),
        right_extractive=right,
        seconds=seconds,
        text=answer.text,
    )


def figures(model: str, answers: Sequence[WrittenAnswer]) -> dict[str, Any]:
    """The figures over all questions."""
    told = [each for each in answers if not each.abstained and not each.failed]
    sentences = sum(each.sentences for each in told)
    marks = sum(each.marks for each in told)
    reasons = Counter(_kind(reason) for each in told for reason in each.reasons)
    return {
        "model": model,
        "questions": len(answers),
        "declined": sum(each.abstained for each in answers),
        "failed": sum(each.failed for each in answers),
        "sentences": sentences,
        "shown": sum(each.shown for each in told),
        "recall_before": _share(sum(each.upheld for each in told), sentences),
        "precision_before": _share(sum(each.held for each in told), marks),
        "recited": sum(each.recited for each in told),
        "dropped": dict(reasons.most_common()),
        "nothing_left": sum(each.sentences > 0 and not each.upheld + each.recited for each in told),
        "right": _share(sum(each.right for each in told), len(told)),
        "right_extractive": _share(sum(each.right_extractive for each in told), len(told)),
        "seconds": round(sorted(each.seconds for each in told)[len(told) // 2], 2)
        if told
        else None,
        "answers": [asdict(each) for each in answers],
    }


def _kind(reason: str) -> str:
    """The reason without the words it is about."""
    head, _, tail = reason.partition(" «")
    return f"{head} … {tail.rpartition('» ')[2]}" if tail else head


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def labels() -> Mapping[str, str]:
    """What each figure is called in the terminal, in order."""
    return {
        "questions": "preguntas",
        "declined": "sin respuesta en las fuentes: no se da al modelo",
        "failed": "el servidor falló",
        "sentences": "frases escritas",
        "shown": "frases mostradas",
        "recall_before": "frases que su cita sostiene, como se escribieron",
        "precision_before": "citas que se sostienen, como se escribieron",
        "recited": "frases con la cita corregida",
        "nothing_left": "respuestas de las que no queda ninguna frase",
        "right": "el texto mostrado contiene la respuesta",
        "right_extractive": "la respuesta breve del lector es la buena",
        "seconds": "segundos por respuesta (mediana)",
    }
