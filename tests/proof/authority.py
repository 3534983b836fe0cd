"""A timestamp authority on this machine: openssl answers over HTTP, for a root made here."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import (
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    ExtendedKeyUsage,
    Name,
    NameAttribute,
    ObjectIdentifier,
    random_serial_number,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from engine.proof.der import encoded, in_der

STAMPING = (ExtendedKeyUsageOID.TIME_STAMPING,)
TOKEN = "1.2.840.113549.1.9.16.1.4"
GRANTED = bytes.fromhex("3003020100")
SETTINGS = """
[tsa]
default_tsa = it
[it]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Issuer:
    """A certificate with its key."""

    key: EllipticCurvePrivateKey
    certificate: Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def issued(
    name: str,
    by: Issuer | None = None,
    uses: Sequence[ObjectIdentifier] = (),
    is_critical: bool = True,
    since: datetime = datetime(2019, 1, 1, tzinfo=UTC),
    days: int = 365 * 30,
) -> Issuer:
    """A certificate of a root (without ``by``), of a further issuer (without ``uses``), or less."""
    key = generate_private_key(SECP256R1())
    own = Name([NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        CertificateBuilder()
        .subject_name(own)
        .issuer_name(by.certificate.subject if by else own)
        .public_key(key.public_key())
        .serial_number(random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=days))
        .add_extension(BasicConstraints(ca=not uses, path_length=None), critical=True)
    )
    if uses:
        builder = builder.add_extension(ExtendedKeyUsage(uses), critical=is_critical)
    return Issuer(key, builder.sign(by.key if by else key, SHA256()))


@dataclass(frozen=True)
class Authority:
    """Answers questions in a folder of its own."""

    folder: Path
    root: Issuer
    signer: Issuer

    def answer(self, query: bytes, chain: Sequence[Issuer] = (), digests: str = "sha256") -> bytes:
        """What openssl answers; ``chain`` are further certificates to send along."""
        (self.folder / "settings").write_text(SETTINGS.format(digests=digests))
        (self.folder / "serial").write_text("01")
        (self.folder / "query").write_bytes(query)
        (self.folder / "chain.pem").write_bytes(b"".join(each.pem for each in chain))
        asked = ("-config", "settings", "-queryfile", "query", "-out", "answer")
        more = ("-chain", "chain.pem") if chain else ()
        self._openssl("ts", "-reply", *asked, *self._by(self.signer), *more)
        return (self.folder / "answer").read_bytes()

    def signed(self, told: bytes, by: Issuer) -> bytes:
        """An answer with whatever it is to tell, by whoever signs it, for a time of one's own."""
        (self.folder / "told").write_bytes(told)
        kind = ("-econtent_type", TOKEN, "-binary", "-nodetach", "-md", "sha256")
        files = ("-in", "told", "-outform", "DER", "-out", "token")
        self._openssl("cms", "-sign", *kind, *files, *self._by(by))
        token = (self.folder / "token").read_bytes()
        return in_der(encoded(0x30, GRANTED + token))

    def _by(self, signer: Issuer) -> Sequence[str]:
        secret = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (self.folder / "signer.pem").write_bytes(signer.pem)
        (self.folder / "signer.key").write_bytes(signer.key.private_bytes(*secret))
        return ("-signer", "signer.pem", "-inkey", "signer.key")

    def _openssl(self, *arguments: str) -> None:
        command = ["openssl", *arguments]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)


def authority_in(folder: Path) -> Authority:
    """An authority whose certificate a new root has issued."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, which plays the timestamp authority")
    root = issued("root")
    return Authority(folder, root, issued("authority", root, STAMPING))


class Reply(NamedTuple):
    """What a server says to a request."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}


@dataclass
class Seen:
    """A server, and what it was asked."""

    url: str
    requests: list[bytes] = field(default_factory=list)
    kinds: list[str | None] = field(default_factory=list)


@contextmanager
def serving(reply: Callable[[bytes], Reply]) -> Iterator[Seen]:
    """A server on this machine, for as long as it is needed."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            seen.requests.append(request)
            seen.kinds.append(self.headers["Content-Type"])
            said = reply(request)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, *_arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        seen = Seen(f"http://127.0.0.1:{server.server_port}/tsa")
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield seen
        finally:
            server.shutdown()
            thread.join()
