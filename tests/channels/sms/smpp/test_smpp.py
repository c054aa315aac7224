"""What SMPP alone has: alphabets, parts, statuses, TLS, and what the operator begins."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.channels.contract.http_provider import PASSWORD, SENDER, USER
from tests.channels.smpp_operator import Operator, operator
from tests.channels.sms.letters import letter

from alo153.channels import registry
from alo153.channels.contract import NotSent, PermanentFailure, Sent, TemporaryFailure, Unclear
from alo153.citizens.channel import Channel

TO = "+905320000101"
LONG = "Işık yandı. " * 20


@pytest.fixture
def server() -> Iterator[Operator]:
    with operator() as running:
        yield running


def send(server: Operator, body: str = "Işık yandı.", *, alphabets: str = "ucs2") -> Sent:
    return send_to(f"smpp://{{}}@127.0.0.1:{server.port}", body, alphabets)


def send_to(address: str, body: str, alphabets: str = "ucs2", to: str = TO) -> Sent:
    options = f"?sender={SENDER}&fold=0&alphabets={alphabets}"
    whole = address.format(f"{USER}:{PASSWORD}") + options
    return registry.transport_at(Channel.SMS, whole).open(whole).send(letter(to, body))


def test_a_short_one_is_a_message_with_a_receipt_asked_for(server: Operator) -> None:
    assert send(server).reference == "smpp:1a1"
    assert server.heard() == [
        {
            "from": [5, 0, SENDER],
            "to": [1, 1, "905320000101"],
            "esmClass": 0,
            "dataCoding": 8,
            "receipt": 1,
            "udh": [],
            "message": "Işık yandı.",
        }
    ]


@pytest.mark.parametrize(
    ("alphabets", "coding", "parts", "shift"),
    [
        ("ucs2", 8, 4, []),
        ("gsm", 8, 4, []),
        ("turkish-single", 0, 3, ["240101"]),
        ("turkish-locking", 0, 2, ["250101"]),
    ],
)
def test_parts_are_read_as_one_text(
    server: Operator, alphabets: str, coding: int, parts: int, shift: list[str]
) -> None:
    sent = send(server, LONG, alphabets=alphabets)
    heard = server.heard()
    assert "".join(part["message"] for part in heard) == LONG
    names = {part["udh"][0][:8] for part in heard}
    assert len(names) == 1
    assert [part["udh"][0][8:] for part in heard] == [f"{n:02x}" for n in range(1, parts + 1)]
    assert all(part["udh"][1:] == shift for part in heard)
    assert {(part["dataCoding"], part["esmClass"]) for part in heard} == {(coding, 0x40)}
    # The receipt is asked for with the last part, which gives the message its name
    assert [part["receipt"] for part in heard] == [0] * (parts - 1) + [1]
    assert sent.reference == f"smpp:1a{parts}"


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([0x14], TemporaryFailure),
        ([0x08], TemporaryFailure),
        ([0x45], PermanentFailure),
        ([0xFF], Unclear),
        ([0x40A], Unclear),
        # The first part has left
        ([0, 0x58], Unclear),
        ([0, 0x0B], Unclear),
        ([0, "cut"], Unclear),
    ],
)
def test_statuses_have_their_kind(
    server: Operator, statuses: list[int | str], expected: type[NotSent]
) -> None:
    server.tell(mood={"statuses": statuses})
    with pytest.raises(expected):
        send(server, LONG)


@pytest.mark.parametrize(
    ("status", "expected"), [(0x05, TemporaryFailure), (0x0F, PermanentFailure)]
)
def test_a_refused_bind_has_its_kind(
    server: Operator, status: int, expected: type[NotSent]
) -> None:
    server.tell(mood={"bind": status})
    with pytest.raises(expected, match="smpp bind"):
        send(server)


def test_a_number_is_kept_as_receipts_write_it(server: Operator) -> None:
    address = f"smpp://{USER}:{PASSWORD}@127.0.0.1:{server.port}?sender=X&fold=0&receipts=decimal"
    adapter = registry.transport_at(Channel.SMS, address).open(address)
    assert adapter.send(letter(TO)).reference == f"smpp:{0x1A1}"


def test_an_operator_that_asks_whether_we_are_there_gets_its_answer(server: Operator) -> None:
    server.tell(mood={"asks": True})
    send(server, LONG)
    assert len(server.heard()) == 4


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a key and a certificate of 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "operator")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("operator")
    private, public = folder / "key.pem", folder / "certificate.pem"
    form = serialization.PrivateFormat.PKCS8
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    )
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return private, public


class TestTls:
    def test_words_go_to_the_host_of_the_certificate(
        self, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
        with operator(*certificate) as server:
            send_to(f"smpps://{{}}@127.0.0.1:{server.port}", "Su geldi.")
            assert [part["message"] for part in server.heard()] == ["Su geldi."]

    def test_and_to_nobody_else(
        self, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
        with operator(*certificate) as server:
            with pytest.raises(TemporaryFailure):
                send_to(f"smpps://{{}}@localhost:{server.port}", "Su geldi.")
            assert server.heard() == []

    def test_a_stranger_is_told_nothing(self, certificate: tuple[Path, Path]) -> None:
        with operator(*certificate) as server, pytest.raises(TemporaryFailure):
            send_to(f"smpps://{{}}@127.0.0.1:{server.port}", "Su geldi.")
