"""What measures a server begins alike: the address is looked at before anything is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eval.growth import agreement, nearness, server
from index.errors import InputError


@pytest.mark.parametrize("main", [agreement.main, nearness.main, server.main])
@pytest.mark.parametrize(
    ("address", "told"),
    [("postgresql://ana:secretísima@127.0.0.1/x", "contraseña"), ("secretísima", "no se entiende")],
)
def test_an_address_with_a_password_or_none_at_all_is_refused_and_not_repeated(
    main: Callable[[list[str]], None], address: str, told: str
) -> None:
    with pytest.raises(InputError, match=told) as refused:
        main([address])
    assert "secret" not in str(refused.value)
