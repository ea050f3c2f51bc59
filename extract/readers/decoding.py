"""Bytes -> text: the byte order mark, strict UTF-8, what the file declares, then a judged guess.

A wrong guess is silent (`TÃ¼rkiye`), so a text whose guess reads badly is refused instead.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import pairwise

from extract.errors import UnreadableSource
from extract.readers.limits import TEXT_BYTES, check

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BYTE = (
    "cp1252", "cp1250", "cp1254", "iso8859_15", "iso8859_2", "iso8859_9", "cp1257", "mac_roman",
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1256", "cp1253", "cp1255", "iso8859_6",
)  # fmt: skip
_MANY_BYTES = ("gb18030", "shift_jis", "euc_kr", "euc_jp", "big5")
_ALPHABETS = (
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÿ",  # Western Europe
    "ąćęłńóśźż",  # Polish
    "áäčďéěíĺľňóôŕřšťúůýž",  # Czech, Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșțşţ",  # Romanian
    "čćđšž",  # South Slavic
    "âçğıiîöşüû\u0307",  # Turkish
    "āčēģīķļņšūžąęėįųõäöü",  # Baltic
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћџђ",
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
)
_SYMBOLS = "“”‘’‛«»‹›„‚…–—·•°%‰€£¿¡±©®™§†‡×½¼¾²³¹ªº‐−≤≥≈←→\u00a0\ufeff"
_WORD = re.compile(r"[^\s\x00-\x2f:-@\[-`{-~]*[^\x00-\x7f][^\s\x00-\x2f:-@\[-`{-~]*")
_ADVICE = "Save it as UTF-8 and add it again"


def decode(name: str, content: bytes, declared: str | None = None) -> str:
    """The text of a file, its line ends as LF.

    Raises TooLarge over 50 MB, UnreadableSource when no encoding gives readable text.

    >>> decode("a.txt", "Türkiye\\r\\n41 %".encode("cp1254"))
    'Türkiye\\n41 %'
    >>> decode("a.txt", "Россия не одобряет".encode("koi8-r"))
    'Россия не одобряет'
    """
    check(name, len(content), TEXT_BYTES, "bytes of text")
    text = _marked(name, content) or _laced(content) or _strict(content, "utf-8")
    if text is None and declared and _known(declared):
        text = _strict(content, declared)
    if text is None:
        text = _guess(name, content)
    if "\0" in text:
        raise UnreadableSource(name, "it holds binary data, not text", _ADVICE, "wrong-encoding")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def looks_like_text(head: bytes) -> bool:
    """Whether bytes could be text in some encoding: hardly any control characters."""
    if head.startswith(tuple(mark for mark, _ in _BOMS)) or _laced(head[: len(head) // 4 * 4]) is not None:
        return True
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x1b" for byte in head)
    return b"\0" not in head and odd * 200 <= len(head)


def _marked(name: str, content: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            text = _strict(content, encoding)
            if text is None:
                cause = f"its byte order mark says {encoding.removesuffix('-sig').upper()} but the text is not"
                raise UnreadableSource(name, cause, _ADVICE, "wrong-encoding")
            return text
    return None


def _laced(content: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of mostly Western text is NUL."""
    sample = content[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    for encoding, nuls, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if nuls > 0.3 * half and others < 0.02 * half:
            return _strict(content, encoding)
    return None


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _guess(name: str, content: bytes) -> str:
    sample = _telling_lines(content)
    tried = [(badness(text), encoding) for encoding in _ONE_BYTE if (text := _strict(sample, encoding)) is not None]
    tried += _many_byte_guesses(sample)
    high = sum(byte > 127 for byte in sample)
    for worst, encoding in sorted(tried, key=lambda one: one[0]):
        text = _strict(content, encoding)
        if text is not None and (worst <= 0.3 * high or high * 50 <= len(content)):
            return text
    raise UnreadableSource(name, "its character encoding cannot be told", _ADVICE, "wrong-encoding")


def _telling_lines(content: bytes, most: int = 40_000) -> bytes:
    """The lines that are not plain ASCII: only they can tell one encoding from another."""
    lines = [line for line in content.splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:most].rpartition(b"\n")[0] or b"".join(lines)[:most]


def _many_byte_guesses(sample: bytes) -> list[tuple[float, str]]:
    """East Asian encodings as charset-normalizer ranks them; half of Latin text decodes as Chinese."""
    if sum(byte > 127 for byte in sample) * 4 < len(sample):
        return []
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_MANY_BYTES)).best()
    if best is None:
        return []
    text = str(best)
    odd = sum(not _is_common_east_asian(char) for char in text if ord(char) > 127)
    return [(float(3 * odd), best.encoding)]


def _is_common_east_asian(char: str) -> bool:
    if "\uac00" <= char <= "\ud7a3":
        return len(char.encode("euc_kr", "ignore")) == 2
    if "\u4e00" <= char <= "\u9fff":
        lead = char.encode("gb2312", "ignore")[:1] + char.encode("shift_jis", "ignore")[:1]
        return bool(lead) and (lead[0] < 0xD8 or len(lead) > 1)
    return "\u3000" <= char <= "\u30ff" or "\uff01" <= char <= "\uff5e" or char in "·—‘’“”…％"


def badness(text: str) -> float:
    """How unlike written words a decoded text is; 0 is natural.

    >>> badness("Türkiye, être") < badness("TÃ¼rkiye, Ãªtre")
    True
    """
    high = [
        char for char in text.lower() if ord(char) > 127 and char.isalpha() and unicodedata.bidirectional(char) == "L"
    ]
    strange = min(sum(char not in alphabet for char in high) for alphabet in _ALPHABETS)
    return strange + sum(_word_badness(word) for word in _WORD.findall(text))


def _word_badness(word: str) -> float:
    scripts = {unicodedata.name(char, "?").partition(" ")[0] for char in word if char.isalpha()}
    inner = word.strip(_SYMBOLS)
    odd = sum(
        not char.isalpha() and not char.isdecimal() and char not in "’-–·" and not unicodedata.combining(char)
        for char in inner
    )
    odd += sum(unicodedata.category(char) in ("Cc", "Co", "Cn") for char in word) * 3
    turns = sum(a.islower() and b.isupper() for a, b in pairwise(word))
    shouts = sum(ord(a) > 127 and a.isupper() and b.isupper() for a, b in pairwise(word))
    return 2 * odd + 1.5 * turns + 0.1 * shouts + 3 * max(len(scripts) - 1, 0)
