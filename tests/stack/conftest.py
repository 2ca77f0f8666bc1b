"""One running assistant for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.stack.running import Stack, running


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running(tmp_path_factory.mktemp("var")) as started:
        yield started
