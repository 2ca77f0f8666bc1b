"""The API keeps to what its own OpenAPI says, whatever is sent to it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from tests.channels.fake_rasa import FakeRasa
from tests.channels.web.script import answer
from tests.channels.web.site import Site
from tests.channels.web.talker import Talker

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
THIS = "/api/conversations/{conversation_id}"
OPERATIONS = [
    ("POST", "/api/conversations"),
    ("POST", f"{THIS}/messages"),
    ("GET", f"{THIS}/messages"),
    ("POST", f"{THIS}/restart"),
    ("PUT", f"{THIS}/language"),
    ("GET", f"{THIS}/transcript"),
    ("POST", f"{THIS}/rating"),
    ("POST", f"{THIS}/link"),
    ("DELETE", THIS),
    ("GET", "/health"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with FakeRasa(answer).running() as rasa, Site(tmp_path_factory.mktemp("contract"), rasa).running() as running:
        yield running


@pytest.fixture(scope="module")
def schema(site: Site) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{site.url}/openapi.json")


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("inside", [True, False], ids=["with token", "without"])
def test_every_answer_is_one_that_is_described(
    site: Site, schema: schemathesis.BaseSchema, method: str, path: str, inside: bool
) -> None:
    with httpx.Client(base_url=site.url) as client:
        talker = Talker(client)

    @settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=schema[path][method].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.query = {**(case.query or {}), "wait": 0} if method == "GET" and path.endswith("messages") else case.query
        if inside:
            case.path_parameters = {**(case.path_parameters or {}), "conversation_id": talker.begun["id"]}
            case.headers = {**(case.headers or {}), **talker.headers}
        case.call_and_validate(checks=CHECKS)

    ask()
