"""Exit status: 0 done, 2 input that cannot be used, 1 anything else."""

from __future__ import annotations

import pytest

from eval.exits import status_of as eval_status_of
from index.errors import ArchiveError, EncoderError, HemerotecaError, InputError
from rag.cli.exits import DONE, FAILED, UNUSABLE, status_of
from rag.documents.types import LoadError


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("mal"), UNUSABLE),
        (ArchiveError("mal"), UNUSABLE),
        (LoadError("mal"), UNUSABLE),
        (HemerotecaError("mal"), FAILED),
        (EncoderError("mal"), FAILED),
        (ZeroDivisionError(), FAILED),
        (KeyboardInterrupt(), FAILED),
    ],
)
def test_an_error_has_one_status_here_and_in_the_evaluation(
    error: BaseException, status: int
) -> None:
    def fail() -> None:
        raise error

    assert status_of(error) == status
    assert eval_status_of(fail) == status


def test_the_statuses_are_those_of_the_manual() -> None:
    assert (DONE, FAILED, UNUSABLE) == (0, 1, 2)
    assert eval_status_of(lambda: None) == DONE
