"""Which parts of an HTML page a reader never sees: `hidden`, `display: none`, text without size.

A number that is not shown must not be read; a hidden 9 beside a 40 would make it 940.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

UNSEEN_TAGS = frozenset(
    (
        "audio", "canvas", "datalist", "head", "iframe", "link", "map", "math", "meta", "noscript", "object",
        "script", "select", "style", "svg", "template", "textarea", "title", "video",
    )
)  # fmt: skip
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01]",
    re.IGNORECASE,
)
_MEDIA = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]++|\{[^{}]*\})*+\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"\w*(?P<kind>[.#])(?P<name>[\w-]+)")
_WHITE = re.compile(r"(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?\b|white)", re.IGNORECASE)


class Visibility:
    """The page's own hiding rules, read from its `<style>` elements."""

    def __init__(self, root: HtmlElement) -> None:
        self._names: set[tuple[str, str]] = set()
        for style in root.iter("style"):
            for selectors, rule in _RULE.findall(_MEDIA.sub("", style.text or "")):
                if _HIDING.search(rule):
                    self._names.update(_simple(selectors))

    def hides(self, element: HtmlElement) -> bool:
        """Whether an element and all in it is unseen."""
        if element.tag in UNSEEN_TAGS or element.get("hidden") is not None:
            return True
        if _HIDING.search(element.get("style", "")):
            return True
        if self._names:
            names = {(".", name) for name in element.get("class", "").split()} | {("#", element.get("id", ""))}
            return not names.isdisjoint(self._names)
        return False


def is_white(element: HtmlElement) -> bool:
    """Whether an element's own text is white: readable on a coloured ground only."""
    return element.get("color", "").lower() in ("#ffffff", "#fff", "white") or bool(
        _WHITE.search(element.get("style", ""))
    )


def _simple(selectors: str) -> set[tuple[str, str]]:
    found = (_SIMPLE.fullmatch(selector.strip()) for selector in selectors.split(","))
    return {(one["kind"], one["name"]) for one in found if one}
