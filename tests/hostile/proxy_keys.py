"""The server of the proxy's public keys, for processes: reached as the real one is, over TLS."""

import datetime
import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shared.adapters.iap import KEYS_URL

HOST = urlsplit(KEYS_URL).hostname or ""


@contextmanager
def serving_keys(keys: Mapping[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """Give the variables that lead a process to these keys, by a proxy on this machine."""
    certificate = _certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    body = json.dumps(dict(keys)).encode()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, context, body), daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        yield {
            "HTTPS_PROXY": f"http://127.0.0.1:{port}",
            "NO_PROXY": "127.0.0.1,localhost",
            "no_grpc_proxy": "127.0.0.1,localhost",
            "REQUESTS_CA_BUNDLE": str(certificate),
        }


def _serve(listening: socket.socket, context: ssl.SSLContext, body: bytes) -> None:
    with suppress(OSError):  # the socket is closed at the end
        while True:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.settimeout(10)
                _answer(connection, context, body)


def _answer(connection: socket.socket, context: ssl.SSLContext, body: bytes) -> None:
    if f"CONNECT {HOST}:443".encode() not in connection.recv(4096):
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
        return
    connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    with context.wrap_socket(connection, server_side=True) as encrypted:
        encrypted.recv(4096)
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        encrypted.sendall(head.encode() + body)


def _certificate(folder: Path) -> Path:
    """Return a file with a key and a certificate of it, which vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "keys.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
