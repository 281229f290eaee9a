"""A ministry's sign-on for tests: a real HTTP server that signs real tokens, and lies on demand."""

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "congtac", "một bí mật: dài/2024"
KID = "khoa-2024"


def new_key(kid: str = KID) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}, private=True)


KEY, FOREIGN = new_key(), new_key()


def signed(claims: dict[str, Any], key: Any = KEY, **header: Any) -> str:
    """Sign claims as an issuer does."""
    return jwt.encode({"alg": "RS256", "kid": KID, **header}, claims, key)


def unsigned(claims: dict[str, Any]) -> str:
    """Write a token that nobody signed."""
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join(_bare(json.dumps(part).encode()) for part in parts) + "."


def signed_with_the_public_half(claims: dict[str, Any]) -> str:
    """Sign with the public key as if it were a secret that both sides share."""
    pem = KEY.as_pem(private=False)
    digest = OctKey.import_key(base64.urlsafe_b64encode(pem))
    return jwt.encode({"alg": "HS256", "kid": KID}, claims, digest, algorithms=["HS256"])


@dataclass
class Ministry:
    """What the server does next: who stands before it, and what it says differently."""

    issuer: str = ""
    username: str = "lan"
    subject: str = "so-hieu-0001"
    changes: dict[str, Any] = field(default_factory=dict)  # claims said differently
    lies: Any = None  # a way to write the token instead of signing it
    answers: dict[str, str] = field(default_factory=dict)  # said differently to the browser
    published: dict[str, Any] = field(default_factory=dict)
    asks: bool = False  # shows a page with a button, as people see it
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    left: int = 0

    def claims(self, asked: dict[str, str]) -> dict[str, Any]:
        now = int(time.time())  # noqa: TID251 - a server of its own has a clock of its own
        said: dict[str, Any] = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "nonce": asked["nonce"],
        }
        said |= {"exp": now + 300, "iat": now, "preferred_username": self.username}
        said |= {"email": f"{self.username}@example.vn", "email_verified": True}
        return {key: value for key, value in (said | self.changes).items() if value is not None}

    def publication(self) -> dict[str, Any]:
        at = self.issuer
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/vao",
            "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/keys",
            "end_session_endpoint": f"{at}/ra",
            "authorization_response_iss_parameter_supported": True,
        } | self.published


class Counter(BaseHTTPRequestHandler):
    """Answers as OpenID Connect says; `ministry` is set on a class of its own for each server."""

    ministry: Ministry

    def log_message(self, *_words: object) -> None:
        """Stay quiet in tests."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            self._say(self.ministry.publication())
        elif parts.path == "/keys":
            self._say({"keys": [KEY.as_dict(private=False)]})
        elif parts.path == "/vao":
            self._ask(asked)
        elif parts.path == "/dong-y":
            self._lead_back(asked)
        elif parts.path == "/ra":
            self.ministry.left += 1
            self._show("<h1>Đã đăng xuất khỏi Bộ</h1>")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        asked = self.ministry.codes.pop(form.get("code", ""), None)  # a code works once
        if asked is None or not self._is_known(form) or not _proves(asked, form):
            self._say({"error": "invalid_grant"}, 400)
            return
        claims = self.ministry.claims(asked)
        token = (self.ministry.lies or signed)(claims)
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def _is_known(self, form: dict[str, str]) -> bool:
        both = f"{quote(CLIENT, safe='')}:{quote(SECRET, safe='')}".encode()
        basic = f"Basic {base64.b64encode(both).decode()}"
        in_body = form.get("client_secret") == SECRET and form.get("client_id") == CLIENT
        return self.headers.get("Authorization") == basic or in_body

    def _ask(self, asked: dict[str, str]) -> None:
        if not self.ministry.asks:
            self._lead_back(asked)
            return
        on = escape(f"/dong-y?{urlencode(asked)}")
        self._show(f'<h1>Đăng nhập của Bộ</h1><a href="{on}">Tôi là {self.ministry.username}</a>')

    def _lead_back(self, asked: dict[str, str]) -> None:
        code = secrets.token_urlsafe(16)
        self.ministry.codes[code] = asked
        said = {"code": code, "state": asked["state"], "iss": self.ministry.issuer}
        said = {key: it for key, it in (said | self.ministry.answers).items() if it}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(said)}")
        self.end_headers()

    def _say(self, said: dict[str, Any], status: int = 200) -> None:
        self._send(json.dumps(said).encode(), "application/json", status)

    def _show(self, page: str) -> None:
        self._send(f"<!doctype html><html lang=vi>{page}</html>".encode(), "text/html", 200)

    def _send(self, body: bytes, kind: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def opened() -> tuple[Ministry, ThreadingHTTPServer]:
    """Open a ministry on a free port of this machine; the caller shuts the server."""
    ministry = Ministry()
    counter = type("CounterOfOne", (Counter,), {"ministry": ministry})
    server = ThreadingHTTPServer(("127.0.0.1", 0), counter)
    ministry.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return ministry, server


def _proves(asked: dict[str, str], form: dict[str, str]) -> bool:
    """Whoever asked for the code knows the verifier, and takes it to the same address."""
    challenge = _bare(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
    is_proved = (asked["code_challenge_method"], asked["code_challenge"]) == ("S256", challenge)
    return is_proved and form.get("redirect_uri") == asked["redirect_uri"]


def _bare(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
