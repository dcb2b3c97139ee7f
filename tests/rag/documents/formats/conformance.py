"""What every format promises, as tests that any one can be put through.

A test class of its own derives from :class:`FormatConformance` and gives two fixtures: the
format, and a function that writes a file of it with one article.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.documents import loading
from rag.documents.formats import isolation, registry
from rag.documents.types import FileContents, Format, LoadError, SourceFile

Write = Callable[[str, str], bytes]
"""Makes a file of the format: (text of the article, its title) → bytes.

It raises :class:`ValueError` where no such file can hold the text.
"""

TEXT = (
    "La cosecha de aceituna será este año la menor de la última década, según la cooperativa "
    "«El Olivar», que reúne a 1.200 productores de la comarca."
)
TITLE = "La menor cosecha"
EMPTY = (b"", b" \n\t ", b"\xef\xbb\xbf", b"\x00" * 100, b"\xff\xfe")


class FormatConformance:
    """The promises of :class:`rag.documents.types.Format`."""

    @pytest.fixture(params=range(3))
    def path(self, format: Format, request: pytest.FixtureRequest) -> Path:
        """A name that the format reads: plain, in capitals, and one that is not UTF-8."""
        suffix = format.suffixes[0]
        names = (f"nota{suffix}", f"NOTA{suffix.upper()}", f"a\udcf1o{suffix}")
        return Path(names[request.param])

    def test_the_registry_knows_it_by_its_suffixes(self, format: Format) -> None:
        assert format.suffixes
        for suffix in format.suffixes:
            assert suffix == suffix.lower()
            assert suffix.startswith(".")
            assert type(registry.format_of(Path(f"a{suffix}"))) is type(format)

    def test_its_libraries_can_be_imported_beforehand(self, format: Format) -> None:
        for name in format.libraries:
            __import__(name)
        assert format.isolated or not format.libraries, "what libraries read is read apart"

    @pytest.fixture
    def titled(self) -> bool:
        """Whether such files can hold a title."""
        return True

    def test_an_article_gives_its_text_verbatim_and_its_title_on_one_line(
        self, format: Format, write: Write, path: Path, titled: bool
    ) -> None:
        data = write(TEXT, TITLE)
        contents = format.read(SourceFile(data, path))
        if not contents.members:  # else what is inside is read by a format of its own
            (article,) = contents.articles
            assert TEXT in article.text
            assert article.title == (TITLE if titled else "")
        (article,) = loading.parse(SourceFile(data, path)).articles
        assert TEXT in article.text
        assert article.title == TITLE or not titled

    def test_without_a_title_the_loader_gives_one(
        self, format: Format, write: Write, path: Path
    ) -> None:
        (article,) = loading.parse(SourceFile(write(TEXT, ""), path)).articles
        assert article.title
        assert "\n" not in article.title

    def test_it_reads_the_same_in_a_process_of_its_own(
        self, format: Format, write: Write, path: Path
    ) -> None:
        file = SourceFile(write(TEXT, TITLE), path)
        assert isolation.read(file) == format.read(file)

    @pytest.mark.parametrize("data", EMPTY, ids=repr)
    def test_a_file_without_text_has_no_article(
        self, format: Format, path: Path, data: bytes
    ) -> None:
        contents = self.read(format, SourceFile(data, path))
        if contents is not None:
            assert not any(c.isalnum() for article in contents.articles for c in article.text)
        with pytest.raises(LoadError) as refusal:
            loading.parse(SourceFile(data, path))
        self.check(refusal.value, path)

    @pytest.mark.parametrize("seed", range(12))
    def test_garbage_is_read_or_refused(
        self, format: Format, write: Write, path: Path, seed: int
    ) -> None:
        rng = random.Random(seed)
        good = bytearray(write(TEXT, TITLE))
        for _ in range(rng.randrange(1, 30)):
            good[rng.randrange(len(good))] = rng.randrange(256)
        cut = good[: rng.randrange(len(good))]
        for data in (rng.randbytes(rng.randrange(1, 3000)), bytes(good), bytes(cut)):
            self.read(format, SourceFile(data, path))

    def test_control_characters_do_not_reach_the_text(
        self, format: Format, write: Write, path: Path
    ) -> None:
        try:
            data = write(f"{TEXT}\x00\x07", TITLE)
        except ValueError:
            return  # no file of this format can hold them
        self.read(format, SourceFile(data, path))

    def read(self, format: Format, file: SourceFile) -> FileContents | None:
        """The contents, checked; ``None`` when the file is refused as it should be."""
        try:
            contents = format.read(file)
        except LoadError as error:
            self.check(error, file.path)
            return None
        for article in contents.articles:
            for value in (article.text, article.title, article.source, article.author):
                assert "\x00" not in value
                assert "\x07" not in value
                value.encode("utf-8")
            assert "\n" not in article.title
            assert article.date is None or len(article.date) == 10
            assert article.place.isprintable()
        for failure in contents.failures:
            assert failure.reason.isprintable()
        for member in contents.members:
            assert member.name.isprintable()
            assert not member.name.startswith("/")
            assert ".." not in member.name.split("/")
        return contents

    def check(self, error: LoadError, path: Path) -> None:
        """The error is one printable sentence or more in Spanish, and names the file."""
        name = str(path).replace("\udcf1", "?")
        assert str(error).startswith(f"No se puede añadir «{name}»: ")
        assert str(error).endswith(".")
        assert str(error).isprintable()
        assert error.path == name
