"""A question set written as files is read by the product as the same paragraphs."""

from __future__ import annotations

from pathlib import Path

from eval.bench import articles
from eval.datasets.types import Dataset, PassageText
from rag.documents import loading


def test_documents_become_files_with_title_and_paragraphs(tmp_path: Path) -> None:
    title = 'El «puente»: "obra" nº 1'
    passages = (
        PassageText("a", "El puente se abrió en 1998 con una fiesta.", title, "uno"),
        PassageText("b", "Nadie recuerda quién lo pintó aquel año.", "", ""),
        PassageText("c", "La presa costó mucho dinero, dijo el alcalde.", title, "uno"),
        PassageText("d", "El teatro sigue cerrado desde la primavera.", "", ""),
    )
    folder = articles.write(Dataset("obras", passages, ()), tmp_path / "files")
    read = [loading.load(path).articles[0] for path in sorted(folder.iterdir())]
    assert read[0].title == title
    assert [passages[0].text in read[0].text, passages[2].text in read[0].text] == [True, True]
    assert [article.text.strip() for article in read[1:]] == [passages[1].text, passages[3].text]
