"""People in scripts without capitals: a name is known by the title, or the share, that stands beside it.

Korean, Japanese and Chinese put the title behind the name ("윤석열 대통령", "石破首相"), Chinese and Arabic also before
it ("总统赖清德", "الرئيس"). In Korean and Chinese a name begins with one of a few hundred family names (surnames.csv).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.names.countries import mentions
from extract.names.forms import rows
from extract.names.languages import language_of, small_words
from extract.names.subject_words import listed

_HAN, _HANGUL = r"\u3400-\u9fff", r"\uac00-\ud7af"
_IS_UNCASED = re.compile(rf"[{_HAN}{_HANGUL}\u3040-\u30ff\u0600-\u06ff]")
# The signs by whose sounds Chinese writes foreign names ("特朗普", "默克尔"), in both scripts
_FOREIGN = (
    "阿埃艾安昂奥奧巴拜班保鲍鮑贝貝本比彼波伯博布查达達戴丹道德登迪蒂丁杜顿頓多恩尔爾法菲费費芬佛弗福盖蓋冈岡戈格古哈海汉漢赫亨"
    "胡华華霍基吉加贾賈杰金卡凯凱坎科克肯库庫夸昆拉莱萊兰蘭朗劳勞勒雷里莉利立列林琳隆卢盧鲁魯伦倫罗羅洛马馬玛瑪麦麥曼梅门門蒙米密莫默姆穆"
    "纳納奈尼涅努诺諾欧歐帕潘佩彭皮普齐齊奇乔喬切让讓热熱萨薩塞桑瑟沙珊舍史施斯司索塔泰坦汤湯唐特提汀图圖托瓦万萬维維韦韋威温溫文沃乌烏"
    "武西希锡錫夏肖谢謝辛休许許雅亚亞扬揚耶叶葉伊因尤约約泽澤扎札詹珍治朱兹茲佐川希拜"
)
_SHARE_BEHIND = r"\s?[(（]?\d{1,2}(?:\.\d)?\s?[%％]"
_ENDS_NO_NAME = r"(?<![은는가을를에의와과만도당층률율])"  # Korean: a case ending, a party, a group, a rate
_ARABIC_WORD = r"[\u0621-\u064a]{2,}"


def is_uncased(name: str) -> bool:
    """Whether a name is written in a script without capitals.

    >>> is_uncased("윤석열"), is_uncased("Macron")
    (True, False)
    """
    return bool(_IS_UNCASED.match(name))


def titles_behind() -> str:
    """A pattern of the titles that stand behind a name."""
    return _any("title behind")


def uncased_names(text: str) -> Iterator[str]:
    """The names of people in a text, one for every time that something says it is a name.

    >>> list(uncased_names("윤석열 대통령의 국정 수행, 노태우 57%")), list(uncased_names("石破内閣の支持率は、"))
    (['윤석열', '노태우'], ['石破'])
    >>> list(uncased_names("民众对总统赖清德的施政表示满意，有40%。"))
    ['赖清德']
    """
    language = language_of(text)
    patterns = _patterns(language) if language else ()
    places = {text[m.start : m.end] for m in mentions(text)} if patterns else set()
    met = [found["name"] for pattern in patterns for found in pattern.finditer(text)]
    names = [name for name in met if name not in places and name not in _not_names()]
    longest = {name[0] for name in names if len(name) == 3}
    yield from (name for name in names if len(name) != 2 or language != "zh" or name[1] not in longest)  # 信|任賴|總統
    if language == "ar":
        yield from _arabic_names(text, places)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    if language == "ja":
        scripts = (_HAN, 1, 4), ("ァ-ヺー・", 2, 20)
        return tuple(
            re.compile(rf"(?<![{signs}])(?P<name>[{signs}]{{{least},{most}}}?)(?={titles_behind()})")
            for signs, least, most in scripts
        )
    if language == "ko":
        name = rf"(?<![{_HANGUL}])(?P<name>[{_surnames('ko')}][{_HANGUL}]{{2}})"
        return re.compile(rf"{name}\s?(?={titles_behind()})"), re.compile(rf"{name}{_ENDS_NO_NAME}(?={_SHARE_BEHIND})")
    if language == "zh":
        name = rf"(?P<name>[{_surnames('zh')}][{_HAN}]{{1,2}}?)"
        long_name = rf"(?P<name>[{_surnames('zh')}][{_HAN}](?:(?!{_any('behind a name')})[{_HAN}])?)"
        foreign = rf"(?P<name>[{_FOREIGN}]{{1,6}}(?:[·‧•][{_FOREIGN}]{{1,6}}){{1,3}})"
        rated = rf"(?<![{_FOREIGN}])(?P<name>[{_FOREIGN}]{{2,6}}?)(?=的?{_any('rated behind')})"
        return (
            re.compile(rf"{name}(?={titles_behind()}|[（(]\d)"),
            re.compile(rf"{titles_behind()}{long_name}"),
            re.compile(foreign),
            re.compile(rated),
            re.compile(
                rf"{titles_behind()}(?!{_any('behind a name')})(?P<name>[{_HAN}]{{2,4}}?)(?=的?{_any('rated behind')})"
            ),
        )
    return ()


def _arabic_names(text: str, places: set[str]) -> Iterator[str]:
    """Two or three words behind a title, where they end with a clause or a small word, or are met again."""
    stops = small_words("ar") | set(listed("behind a name"))
    for title in re.finditer(rf"(?<!\w){_any('title', arabic=True)}(?!\w)", text):
        words = []
        for word in re.finditer(rf" ({_ARABIC_WORD})(?=(\W))", text[title.end() : title.end() + 60].split("\n")[0]):
            if word[1] in stops or word[1] in places:
                break
            words.append(word[1])
            if word[2] != " " or len(words) == 3:
                break
        for count in (2, 3):
            name = " ".join(words[:count])
            rest = text[text.find(name) + len(name) :] if name else ""
            following = re.match(rf" ({_ARABIC_WORD})", rest)
            is_whole = following is None or following[1] in stops
            if len(words) >= count and (is_whole or text.count(words[count - 1]) > 1):
                yield name
                break


@cache
def _any(kind: str, arabic: bool = False) -> str:
    kept = [form for form in listed(kind) if not arabic or re.match(r"[\u0600-\u06ff]", form)]
    return "(?:" + "|".join(sorted(map(re.escape, kept), key=lambda form: -len(form))) + ")"


@cache
def _surnames(language: str) -> str:
    return "".join(row["surnames"].replace(" ", "") for row in rows("surnames.csv") if row["lang"] == language)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(listed("no name"))
