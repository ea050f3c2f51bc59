"""The words over a column as one label: headers of several levels, and what they say together."""

from __future__ import annotations

from dataclasses import replace

from extract.layouts.labels import Label, label_of
from extract.names.responses import Answer


def label_of_header(words: list[str]) -> Label:
    """One label for a column whose header has several levels."""
    labels = [label_of(text) for text in words]
    if not labels:
        return Label("")
    joined = label_of("".join(text.rstrip("-") if text.endswith("-") else text + " " for text in words))
    unread = [label.text for label in labels if label.says_nothing]
    if joined.answer and unread:
        own = any(label.answer for label in labels)  # else the levels are one phrase: "Doing / badly"
        return replace(joined, unread=unread[0] if own and len(unread) == 1 else None)
    merged = labels[-1]
    for outer in reversed(labels[:-1]):
        merged = _both(outer, merged)
    return replace(merged, unread=unread[0]) if len(unread) == 1 and len(labels) > 1 else merged


def _both(outer: Label, inner: Label) -> Label:
    if outer.role == "group":  # "Gender" over "Men": what stands under a kind of parts is a part
        part = None if inner.is_total or inner.answer else inner.group or inner.text
        return replace(inner, text=f"{outer.text} {inner.text}", group=part)
    names = ("role", "area", "wave", "group", "pollster", "subject", "status")
    known = {name: getattr(inner, name) or getattr(outer, name) for name in names}
    if outer.group and inner.group and outer.group != inner.group:
        known["group"] = f"{outer.group} {inner.group}"  # "White" over "Men": neither all who are white nor all men
    return replace(
        inner,
        text=f"{outer.text} {inner.text}",
        answer=_degree_of(outer, inner) or _both_answers(outer.answer, inner.answer),
        is_total=inner.is_total or outer.is_total,
        **known,
    )


def _degree_of(outer: Label, inner: Label) -> Answer | None:
    """The answer of a header over two lines that opens with a degree: "Not too much / confidence"."""
    if outer.answer is None or not outer.answer.is_intensity or inner.response is None:
        return None
    return label_of(f"{outer.text} {inner.text}").answer


def _both_answers(outer: Answer | None, inner: Answer | None) -> Answer | None:
    if outer is None or inner is None:
        return outer or inner
    if outer.response is None and not outer.is_intensity:
        return inner
    if inner.is_intensity and outer.response is not None:
        return label_of(f"strongly {outer.response.value}").answer
    return inner if inner.response is not None else outer
