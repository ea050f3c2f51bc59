"""Passwords: what makes a good one, and how one is kept. The only module that knows Argon2."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

LEAST = 12
_MOST = 1000
_LEAST_DIFFERENT = 5

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
# Each takes 64 MiB for a moment; strangers may ask for it, so only two at a time.
_few = BoundedSemaphore(2)


class WeakPassword(ValueError):
    """The password is easily guessed; the message says what is missing."""


def hashed(password: str, name: str) -> str:
    """What is kept of a new password, Argon2id with its salt. Raises WeakPassword."""
    text = _one_form(password)
    if len(text) < LEAST:
        raise WeakPassword(f"A password has at least {LEAST} characters: a few words that only you put together.")
    if len(text) > _MOST:
        raise WeakPassword(f"A password has at most {_MOST} characters.")
    if len(set(text)) < _LEAST_DIFFERENT or (name and name.casefold() * 2 in text.casefold() * 2):
        raise WeakPassword("This password is easily guessed: use a few words that only you put together.")
    with _few:
        return _hasher.hash(text)


def matches(kept: str | None, password: str) -> bool:
    """Whether it is the password. Where nothing is kept it takes as long, so time does not tell who has an account."""
    with _few:
        try:
            _hasher.verify(kept or _nobodys(), _one_form(password)[:_MOST])
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False
    return kept is not None


def _one_form(password: str) -> str:
    """Keyboards write the same letter in several ways; NFKC is one of them."""
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode("utf-8"))


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's password")
