"""A sign-in service on this machine: it vouches for whom a test tells it to, or lies as a test tells it to."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, CLIENT_SECRET = "toplines", "a-word-of-the-two-of-us-73"


@dataclass
class Stub:
    """What it says. `claims` are put over those of an honest service; `key` signs, `published` is what it shows."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    published: RSAKey | None = None
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def code(self, address: str) -> str:
        """What a person's browser would carry back from the service: its answer to an authorisation request."""
        given = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.asked)}"
        self.asked[code] = given
        back = urlsplit(given["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': given['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """The token for a code, for whoever knows what its request was made from (PKCE)."""
        asked = self.asked.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if asked is None or base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked.get("code_challenge"):
            return None
        now = int(time.time())
        honest = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked["nonce"], "sub": "17"}
        said = honest | {"email": "bo@example.org", "email_verified": True} | self.claims
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, said, self.key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": signed}

    def metadata(self) -> dict[str, Any]:
        """What the service says of itself."""
        ends = {"authorization": "authorize", "token": "token"}
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/keys",
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in ends.items()},
            "id_token_signing_alg_values_supported": ["RS256"],
        }


@contextmanager
def serving() -> Iterator[Stub]:
    """The service on a port of its own."""
    stub = Stub()
    server = HTTPServer(("127.0.0.1", 0), _handler(stub))
    stub.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = {"keys": [(stub.published or stub.key).as_dict(private=False)]}
            self._answer(keys if self.path == "/keys" else stub.metadata())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(stub.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _answer(self, said: object) -> None:
            self.send_response(200 if said else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(said or {"error": "invalid_grant"}).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is printed."""

    return Handler
