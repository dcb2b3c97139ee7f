"""The archive's tab: what became of the files that were to be added."""

from __future__ import annotations

import pytest

from rag.answers.listings import DocumentPage, DocumentSummary
from rag.chat.views import archive_view
from rag.chat.wording.english import ENGLISH
from rag.chat.wording.spanish import SPANISH
from rag.chat.wording.words import Words
from rag.documents.report import AddReport, FileReport, Removed


def test_titles_are_said_to_be_spanish_and_the_box_for_all_says_what_it_is_for() -> None:
    one = DocumentSummary("a" * 8, "Arde <b>", "El Eco", None, 3)
    html = archive_view.listing(DocumentPage(1, (one,)), 1, ENGLISH)
    assert '<td lang="es"><button' in html
    assert f"<span>{ENGLISH.choose_all}</span></label>" in html
    assert '<li><span lang="es">Arde &lt;b&gt;</span>' in archive_view.bin_list(
        [Removed("a" * 8, "Arde <b>", "El Eco", None, "2025-01-01")], ENGLISH
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (SPANISH, "3 archivos de otros formatos no se han leído: .doc 2, sin extensión 1."),
        (ENGLISH, "3 files of other formats were not read: .doc 2, no suffix 1."),
    ],
)
def test_files_of_other_kinds_are_counted_in_one_line(words: Words, said: str) -> None:
    skipped = [FileReport(path, "skipped", reason="No.") for path in ("a.doc", "b.DOC", "c")]
    html = archive_view.report(AddReport((FileReport("d.txt", "added"), *skipped)), words)
    assert html.count("<li") == 2
    assert f'<li class="skipped">{said}</li>' in html
