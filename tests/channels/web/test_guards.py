"""Who may do what, from where, how often and how large; and how a refusal reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from fastapi.testclient import TestClient

from bot.channels.web import Origins, Rates
from bot.channels.web.limits import RateGuard
from bot.channels.web.problems import Problem
from bot.channels.web.tokens import Tokens
from tests.channels.web.gateway import ALLOWED, NOW, WIDE
from tests.channels.web.talker import Talker


def is_problem(answer: httpx.Response, status: int, words: str) -> bool:
    body = answer.json()
    return (
        answer.status_code == body["status"] == status
        and answer.headers["content-type"].startswith("application/problem+json")
        and body["type"].startswith("urn:vroegwijzer:problem:")
        and words in body["detail"]
    )


@pytest.mark.parametrize(
    ("method", "below"),
    [
        ("GET", "/messages"),
        ("POST", "/messages"),
        ("POST", "/restart"),
        ("PUT", "/language"),
        ("GET", "/transcript"),
        ("POST", "/rating"),
        ("POST", "/link"),
        ("DELETE", ""),
    ],
)
def test_nothing_of_a_conversation_opens_without_its_own_token(
    client: TestClient, talker: Talker, method: str, below: str
) -> None:
    bodies = {"/messages": {"text": "x"}, "/restart": {}, "/rating": {"stars": 5}, "/language": {"language": "en"}}
    body = (
        {"client_id": "someone-else", **bodies.get(below, {})}
        if below in ("/messages", "/restart")
        else bodies.get(below)
    )
    for token in (Talker(client).begun["token"], talker.begun["token"][::-1], "", talker.begun["id"]):
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.request(method, talker.path + below, headers=headers, json=body)
        assert is_problem(answer, 401, "geen toegang")


def test_ids_and_tokens_cannot_be_guessed() -> None:
    ids = {Tokens.new_id() for _ in range(1000)}
    tokens = Tokens("one key")

    assert len(ids) == 1000
    assert min(len(found) for found in ids) >= 24
    assert tokens.opens(tokens.sign("abc"), "abc")
    assert not tokens.opens(Tokens("another key").sign("abc"), "abc")
    with pytest.raises(ValueError, match="secret key"):
        Tokens("")


def test_a_site_on_the_list_may_use_the_chat_and_another_may_not(client: TestClient) -> None:
    allowed = client.post("/api/conversations", json={}, headers={"Origin": ALLOWED})
    refused = client.post(
        "/api/conversations", json={}, headers={"Origin": "https://werk.voorbeeldstad.nl.boef.example"}
    )
    itself = client.post("/api/conversations", json={}, headers={"Origin": "http://testserver"})

    assert allowed.status_code == itself.status_code == 201
    assert allowed.headers["access-control-allow-origin"] == ALLOWED
    assert "Origin" in allowed.headers["vary"]
    assert "access-control-allow-credentials" not in allowed.headers
    assert is_problem(refused, 403, "mag de chat niet gebruiken")
    assert "access-control-allow-origin" not in refused.headers


def test_a_browser_may_ask_beforehand_only_from_a_listed_site(client: TestClient) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    allowed = client.options("/api/conversations", headers={"Origin": ALLOWED, **asked})
    refused = client.options("/api/conversations", headers={"Origin": "https://boef.example", **asked})

    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == ALLOWED
    assert "authorization" in allowed.headers["access-control-allow-headers"].lower()
    assert "DELETE" in allowed.headers["access-control-allow-methods"]
    assert refused.status_code == 403


def test_errors_too_can_be_read_by_a_listed_site(client: TestClient) -> None:
    answer = client.post("/api/conversations", json={"language": "xx"}, headers={"Origin": ALLOWED})

    assert answer.headers["access-control-allow-origin"] == ALLOWED
    assert is_problem(answer, 422, "language")


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://werk.voorbeeld.nl", True),
        ("https://WERK.voorbeeld.nl", True),
        ("https://a.stad.nl", True),
        ("https://a.b.stad.nl", True),
        ("https://stad.nl", False),
        ("https://boefstad.nl", False),
        ("http://a.stad.nl", False),
        ("https://werk.voorbeeld.nl:8443", False),
        ("null", False),
        ("", False),
    ],
)
def test_the_list_names_sites_or_all_sites_below_one(origin: str, allowed: bool) -> None:
    origins = Origins.parse(" https://werk.voorbeeld.nl/ , https://*.stad.nl ,")

    assert origins.allows(origin) is allowed


@pytest.mark.parametrize("wrong", ["werk.voorbeeld.nl", "https://werk.voorbeeld.nl/pad", "*"])
def test_a_wrong_entry_in_the_list_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match="scheme and a host"):
        Origins.parse(wrong)


def test_a_request_that_is_too_large_is_refused_whether_it_says_so_or_not(client: TestClient, talker: Talker) -> None:
    large = b'{"client_id":"large-one","text":"' + b"x" * 40_000 + b'"}'
    headers = {**talker.headers, "Content-Type": "application/json"}
    told = client.post(talker.path + "/messages", content=large, headers=headers)
    untold = client.post(talker.path + "/messages", content=iter([large[:20_000], large[20_000:]]), headers=headers)

    assert is_problem(told, 413, "32 kB")
    assert is_problem(untold, 413, "32 kB")


def test_text_over_two_thousand_characters_is_refused_with_the_figures(talker: Talker) -> None:
    assert talker.send(text="a" * 2000).status_code == 202
    assert is_problem(talker.send(text="a" * 2001), 422, "2.001 tekens. Het mogen er 2.000 zijn")


@pytest.mark.parametrize("text", ["", "   \n", "///", "\u200b"])
def test_an_empty_message_is_refused(talker: Talker, text: str) -> None:
    assert is_problem(talker.send(text=text), 422, "leeg")


@pytest.mark.parametrize(
    "body",
    [
        {"client_id": "too-many-keys", "text": "a", "payload": "/b"},
        {"client_id": "neither-one"},
        {"client_id": "short", "text": "a"},
        {"client_id": "spaces are wrong", "text": "a"},
        {"client_id": "unknown-field", "text": "a", "sender": "someone"},
        {"text": "a"},
        [],
    ],
)
def test_a_message_in_another_shape_is_refused(talker: Talker, body: object) -> None:
    answer = talker.client.post(talker.path + "/messages", json=body, headers=talker.headers)

    assert is_problem(answer, 422, "Dit verzoek klopt niet")


def test_refusals_are_in_the_language_of_the_reader(client: TestClient, talker: Talker) -> None:
    headers = {**talker.headers, "Accept-Language": "en-GB,nl;q=0.5"}
    answer = client.post(talker.path + "/messages", json={"client_id": "empty-one", "text": " "}, headers=headers)

    assert is_problem(answer, 422, "Your message is empty")
    assert answer.headers["content-language"] == "en"


def test_who_sends_too_often_hears_how_long_to_wait(serve: Callable[..., TestClient]) -> None:
    rates = Rates(**{**vars(WIDE), "send_per_conversation": "3/minute"})
    client = serve(rates=rates)
    busy, calm = Talker(client), Talker(client)
    answers = [busy.send(text="hallo") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert is_problem(answers[-1], 429, "Wacht")
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert calm.send(text="hallo").status_code == 202


def test_the_rate_slides_and_forgets() -> None:
    now = NOW
    guard = RateGuard(Rates(**{**vars(WIDE), "send_per_conversation": "2/minute;3/hour"}), lambda: now)

    def allowed() -> bool:
        try:
            guard.send("visitor", "one")
        except Problem as problem:
            assert problem.status == 429
            return False
        return True

    assert [allowed() for _ in range(3)] == [True, True, False]
    now = NOW + timedelta(seconds=61)
    assert not allowed()  # the minute before still counts almost whole
    now = NOW + timedelta(seconds=121)
    assert [allowed(), allowed()] == [True, False]  # the hour's third, and then none
    now = NOW + timedelta(hours=2)
    assert allowed()


def test_one_visitor_cannot_begin_endlessly(serve: Callable[..., TestClient]) -> None:
    client = serve(rates=Rates(**{**vars(WIDE), "begin_per_visitor": "2/minute"}))
    codes = [client.post("/api/conversations", json={}).status_code for _ in range(3)]

    assert codes == [201, 201, 429]


def test_the_sum_of_all_visitors_is_limited_too(serve: Callable[..., TestClient]) -> None:
    client = serve(rates=Rates(**{**vars(WIDE), "send_in_all": "3/minute"}))
    talkers = [Talker(client) for _ in range(4)]

    assert [talker.send(text="hallo").status_code for talker in talkers] == [202, 202, 202, 429]


def test_a_deleted_or_unknown_conversation_is_not_found(client: TestClient, talker: Talker) -> None:
    client.delete(talker.path, headers=talker.headers)

    assert is_problem(talker.send(text="hallo"), 404, "bestaat niet meer")


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    paths = {path for path in described["paths"] if path.startswith("/api/")}

    assert paths == {
        "/api/conversations",
        "/api/conversations/{conversation_id}",
        "/api/conversations/{conversation_id}/messages",
        "/api/conversations/{conversation_id}/restart",
        "/api/conversations/{conversation_id}/language",
        "/api/conversations/{conversation_id}/transcript",
        "/api/conversations/{conversation_id}/rating",
        "/api/conversations/{conversation_id}/link",
    }
    send = described["paths"]["/api/conversations/{conversation_id}/messages"]["post"]
    assert "application/problem+json" in send["responses"]["429"]["content"]
