"""Secrets that the site must read again are sealed with its key, each kind in a way of its own."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(secret: str, kind: str) -> str:
    """Return a secret in a form that opens nothing without the key of the site."""
    return _sealer(kind).encrypt(secret.encode()).decode()


def unseal(sealed: str, kind: str) -> str | None:
    """Return the secret; None when the key of the site was changed since."""
    try:
        return _sealer(kind).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _sealer(kind: str) -> Fernet:
    mark = f"congtac.accounts.{kind}{settings.SECRET_KEY}"
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(mark.encode()).digest()))
