"""The archive's tab: what became of the files that were to be added."""

from __future__ import annotations

import pytest

from rag.chat.views import archive_view
from rag.chat.wording.english import ENGLISH
from rag.chat.wording.spanish import SPANISH
from rag.chat.wording.words import Words
from rag.documents.report import AddReport, FileReport


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
