"""Pages of citizens are compressed, those of staff are not, and files go as they are."""

import gzip

import pytest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory
from tests import cast

from alo153.config.serving.compressed import Compressed

pytestmark = pytest.mark.django_db
ACCEPTS = {"Accept-Encoding": "gzip, br"}


def test_a_public_page_is_compressed_for_browsers_that_say_so(client: Client) -> None:
    plain, small = client.get("/track/"), client.get("/track/", headers=ACCEPTS)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.headers["Content-Length"] == str(len(small.content))
    assert "Accept-Encoding" in small.headers["Vary"]
    assert len(small.content) < len(plain.content) / 2
    assert gzip.decompress(small.content).lstrip().startswith(b"<!DOCTYPE html>")


def test_no_two_answers_tell_by_their_length_what_is_in_them(client: Client) -> None:
    lengths = {len(client.get("/track/", headers=ACCEPTS).content) for _ in range(10)}
    assert len(lengths) > 1


def test_a_page_of_staff_is_not(client: Client) -> None:
    client.force_login(cast.staff("elif"))
    answer = client.get("/me/", headers=ACCEPTS)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers


def test_asked_by_head_a_page_says_what_it_says_to_get(client: Client) -> None:
    head = client.head("/track/", headers=ACCEPTS)
    assert (head.headers["Content-Encoding"], head.content) == ("gzip", b"")


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(b"x" * 1000, content_type="application/pdf"),
        StreamingHttpResponse([b"x" * 1000], content_type="text/html"),
    ],
)
def test_files_and_streams_go_as_they_are(response: HttpResponseBase) -> None:
    request = RequestFactory().get("/", headers=ACCEPTS)
    answer = Compressed(lambda _: response)(request)
    assert "Content-Encoding" not in answer.headers
