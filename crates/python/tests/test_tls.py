"""Encrypted connections, with the keywords that redis-py has."""

import os
import shutil
import socket
import subprocess

import pytest
from conftest import Server

from picoredis import AsyncRedis, ConnectionError, Redis

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates")


def openssl(words, folder):
    subprocess.run(["openssl", *words.split()], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    new = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    # Newer Pythons ask an authority what it may do.
    openssl(f"req -x509 {new} -keyout ca.key -out ca.pem -subj /CN=authority -addext keyUsage=critical,keyCertSign", folder)
    openssl(f"req {new} -keyout it.key -out it.csr -subj /CN=it", folder)
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\nauthorityKeyIdentifier=keyid\n")
    openssl("x509 -req -in it.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out it.pem -extfile names", folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    files = {"cert": "it.pem", "key": "it.key", "ca-cert": "ca.pem"}
    options = [word for name, file in files.items() for word in (f"--tls-{name}-file", str(folder / file))]
    server = Server("--tls-port", str(port), *options)
    names = {"ssl_ca_certs": "ca.pem", "ssl_certfile": "it.pem", "ssl_keyfile": "it.key"}
    yield port, {name: os.path.join(folder, file) for name, file in names.items()}
    server.stop()


def test_both_sides_show_certificates(encrypted):
    port, files = encrypted
    assert Redis(port=port, ssl=True, **files).ping() == b"PONG"
    assert b"db=2" in Redis.from_url(f"rediss://127.0.0.1:{port}/2", **files).client_info()


def test_who_is_not_trusted_is_told(encrypted):
    port, files = encrypted
    with pytest.raises(ConnectionError, match="nobody who is trusted"):
        Redis(port=port, ssl=True)
    with pytest.raises(ConnectionError, match="wants a client certificate"):
        Redis(port=port, ssl=True, ssl_ca_certs=files["ssl_ca_certs"])
    unknown = {name: file for name, file in files.items() if name != "ssl_ca_certs"}
    assert Redis(port=port, ssl=True, ssl_cert_reqs="none", **unknown).ping() == b"PONG"


def test_tasks_over_tls(encrypted, run):
    port, files = encrypted

    async def main():
        async with AsyncRedis(port=port, ssl=True, **files) as redis:
            assert await redis.ping() == b"PONG"
            await redis.set("foo", "x" * 1_000_000)
            assert len(await redis.get("foo")) == 1_000_000
        async with AsyncRedis.from_url(f"rediss://127.0.0.1:{port}/2", **files) as redis:
            assert b"db=2" in await redis.client_info()
        with pytest.raises(ConnectionError, match="certificate"):
            await AsyncRedis(port=port, ssl=True).ping()
        unknown = {name: file for name, file in files.items() if name != "ssl_ca_certs"}
        async with AsyncRedis(port=port, ssl=True, ssl_cert_reqs="none", **unknown) as redis:
            assert await redis.ping() == b"PONG"

    run(main)
