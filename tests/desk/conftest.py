"""An office whose mail goes through a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.post_room import Office
from tests.desk.postbox import free_port, smtp_server


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, free_port())
    with smtp_server(office.box, office.port):
        yield office
