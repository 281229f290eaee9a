"""Coming in by a ministry's own sign-on: what is asked of it, and what its answer must say.

Sources: OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9207.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key

from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.kernel.words import gettext_noop

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
KEY_TYPES = ("RSA", "EC", "OKP")  # keys with a public and a private half
SKEW = 60  # seconds by which the clocks of the two sites may differ
WAIT = 10 * 60  # seconds that an attempt lasts
SCOPE = "openid profile email"
NEAR = ("localhost", "127.0.0.1", "::1")  # this machine itself needs no https
STALE = gettext_noop(
    "Lượt đăng nhập này đã dùng, quá mười phút, hoặc bắt đầu ở cửa sổ khác. "
    "Hãy bắt đầu lại từ trang đăng nhập."
)
UNTRUE = gettext_noop(
    "Câu trả lời của hệ thống đăng nhập cơ quan không đúng như quy ước nên chưa ai được vào. "
    "Hãy thử lại; nếu vẫn vậy, báo quản trị kèm mã lỗi này."
)
SAID_NO = gettext_noop(
    "Hệ thống đăng nhập của cơ quan không cho vào hoặc bạn đã thôi giữa chừng. "
    "Hãy thử lại, hoặc đăng nhập bằng tên và mật khẩu."
)


class Addresses(NamedTuple):
    """Where a sign-on does what, as its issuer publishes it."""

    issuer: str
    authorize: str
    token: str
    keys: str
    leave: str = ""
    names_itself: bool = False  # says in each answer who it is
    secret_in_body: bool = False  # takes the secret in the form, not in the header


class Attempt(NamedTuple):
    """One attempt to come in: what stays here until the answer comes."""

    sign_on: int
    state: str
    nonce: str
    verifier: str
    at: int  # seconds
    next: str = ""


class Expected(NamedTuple):
    """What a token must say: who signed it, for whom, for which attempt."""

    issuer: str
    client: str
    nonce: str


class Said(NamedTuple):
    """What a sound token says: the subject, and all its claims."""

    subject: str
    claims: Mapping[str, Any]


def is_safe(address: object) -> bool:
    """Say whether an address may carry secrets: https, or this machine itself."""
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in NEAR)
    )


def addresses_of(issuer: str, published: Mapping[str, Any]) -> Addresses:
    """Return the addresses that an issuer publishes; a `Problem` (ACC-051) if they don't fit."""
    ways = published.get("token_endpoint_auth_methods_supported")
    found = Addresses(
        issuer=issuer,
        authorize=published.get("authorization_endpoint", ""),
        token=published.get("token_endpoint", ""),
        keys=published.get("jwks_uri", ""),
        leave=published.get("end_session_endpoint") or "",
        names_itself=published.get("authorization_response_iss_parameter_supported") is True,
        secret_in_body=isinstance(ways, list) and "client_secret_basic" not in ways,
    )
    needed = (found.authorize, found.token, found.keys, *([found.leave] if found.leave else ()))
    if published.get("issuer") != issuer or not all(is_safe(address) for address in needed):
        raise Problem(
            "ACC-051",
            _(
                "Địa chỉ này không công bố đủ thông tin đăng nhập, tự xưng bằng địa chỉ khác, "
                "hoặc có địa chỉ không phải https. Hãy chép đúng địa chỉ “issuer” của hệ thống đó."
            ),
        )
    return found


def hosts_of(addresses: Addresses) -> set[str]:
    """Return the origins to which a browser is led: "https://sso.example.vn"."""
    led_to = (addresses.issuer, addresses.authorize, addresses.leave)
    parts = [urlsplit(address) for address in led_to if address]
    return {f"{it.scheme}://{it.netloc}" for it in parts}


def begin(sign_on: int, *, at: int, wanted: str = "") -> Attempt:
    """Return a new attempt of random values."""
    return Attempt(
        sign_on=sign_on,
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        at=at,
        next=wanted,
    )


def address_to(addresses: Addresses, attempt: Attempt, *, client: str, back: str) -> str:
    """Return the address to which the browser goes with an attempt."""
    challenge = hashlib.sha256(attempt.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": client,
        "redirect_uri": back,
        "scope": SCOPE,
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return _with(addresses.authorize, asked)


def address_to_leave(addresses: Addresses, *, client: str, back: str) -> str:
    """Return where a person ends the session at the ministry too; empty if nowhere."""
    asked = {"client_id": client, "post_logout_redirect_uri": back}
    return _with(addresses.leave, asked) if addresses.leave else ""


def code_in(
    answer: Mapping[str, str], attempt: Attempt | None, addresses: Addresses, *, at: int
) -> str:
    """Return the code of an answer that fits the attempt; a `Problem` if it doesn't."""
    if attempt is None or not 0 <= at - attempt.at <= WAIT:
        raise Problem("ACC-052", _(STALE))
    if not hmac.compare_digest(attempt.state.encode(), answer.get("state", "").encode()):
        raise Problem("ACC-052", _(STALE))
    named = answer.get("iss")
    if named != addresses.issuer and (named is not None or addresses.names_itself):
        raise Problem("ACC-053", _(UNTRUE))
    if "error" in answer or not answer.get("code"):
        raise Problem("ACC-054", _(SAID_NO))
    return answer["code"]


def read_token(token: object, keys: Sequence[object], *, expected: Expected, at: int) -> Said:
    """Return what an ID token says, once all of it was checked; a `Problem` (ACC-053) if not."""
    try:
        said = jwt.decode(str(token), _key_of(str(token), keys), algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            now=at,
            leeway=SKEW,
            iss={"essential": True, "value": expected.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": expected.client},
            nonce={"essential": True, "value": expected.nonce},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(said)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Problem("ACC-053", _(UNTRUE)) from error
    audience = said["aud"]
    is_shared = isinstance(audience, list) and len(audience) > 1
    if (is_shared or "azp" in said) and said.get("azp") != expected.client:
        raise Problem("ACC-053", _(UNTRUE))
    return Said(said["sub"], said)


def name_in(said: Said, claim: str, *, is_address: bool) -> str:
    """Return the name by which a token names a person; empty if it names nobody for sure."""
    value = said.claims.get(claim)
    if not isinstance(value, str) or (is_address and said.claims.get("email_verified") is not True):
        return ""
    return value.strip()


def _key_of(token: str, keys: Sequence[object]) -> Key:
    """Return the published key that a token names; without a name, the only one there is."""
    named = jws.extract_compact(token.encode()).headers().get("kid")
    fitting = [
        key
        for key in keys
        if isinstance(key, dict)
        and key.get("kty") in KEY_TYPES
        and key.get("use", "sig") == "sig"
        and (named is None or key.get("kid") == named)
    ]
    if len(fitting) != 1:
        raise ValueError("no single key fits the token")
    return JWKRegistry.import_key(fitting[0])


def _with(address: str, asked: Mapping[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"
