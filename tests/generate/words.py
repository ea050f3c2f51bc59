"""What the generated polls say, in the seventeen languages of the README."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A language: its countries, its answers, its headers and how a sentence prints two shares.

    `title` names one answer only, so that it can say what a bare matrix holds.
    """

    language: str
    country: str
    year: str
    countries: dict[str, str]
    approve: str
    disapprove: str
    no_opinion: str
    title: str
    sentences: tuple[str, ...]
    strongly: tuple[str, str, str, str] | None = None
    net: str = "Net"

    def answer(self, response: str) -> str:
        """The word for an answer."""
        return str(getattr(self, response))


LANGUAGES: tuple[Words, ...] = (
    Words(
        "en", "Country", "Year",
        {"Germany": "DEU", "South Korea": "KOR", "Kosovo": "XKX", "Chile": "CHL", "United Kingdom": "GBR"},
        "Approve", "Disapprove", "Don't know", "% who approve of the job the government is doing",
        (
            "In {c}, {a}% approve of the government and {d}% disapprove. ",
            "{a}% in {c} approve of the government, while {d}% disapprove. ",
        ),
        ("Strongly approve", "Somewhat approve", "Somewhat disapprove", "Strongly disapprove"),
    ),
    Words(
        "de", "Land", "Jahr",
        {"Deutschland": "DEU", "Südkorea": "KOR", "Polen": "POL", "Frankreich": "FRA", "Türkei": "TUR"},
        "Zufrieden", "Unzufrieden", "Weiß nicht", "Mit der Regierung zufrieden, in Prozent",
        (
            "In {c} sind {a} Prozent mit der Regierung zufrieden und {d} Prozent unzufrieden. ",
            "{c}: {a} % der Befragten sind mit der Regierung zufrieden, {d} % unzufrieden. ",
        ),
        ("Sehr zufrieden", "Eher zufrieden", "Eher unzufrieden", "Sehr unzufrieden"),
        "Saldo",
    ),
    Words(
        "fr", "Pays", "Année",
        {"Allemagne": "DEU", "Corée du Sud": "KOR", "Italie": "ITA", "Espagne": "ESP", "Maroc": "MAR"},
        "Satisfait", "Mécontent", "Ne se prononce pas", "Part des personnes satisfaites du gouvernement, en %",
        (
            "{c} : {a} % sont satisfaits du gouvernement, {d} % sont mécontents. ",
            "{c} : {a} % approuvent l'action du gouvernement et {d} % la désapprouvent. ",
        ),
        ("Très satisfait", "Plutôt satisfait", "Plutôt mécontent", "Très mécontent"),
        "Solde",
    ),
    Words(
        "es", "País", "Año",
        {"Alemania": "DEU", "Brasil": "BRA", "México": "MEX", "Francia": "FRA", "Japón": "JPN"},
        "Aprueba", "Desaprueba", "No sabe", "Porcentaje que aprueba al gobierno",
        (
            "En {c} el {a} % aprueba al gobierno y el {d} % lo desaprueba. ",
            "{c}: un {a}% aprueba la gestión del gobierno y un {d}% la rechaza. ",
        ),
        ("Aprueba mucho", "Aprueba algo", "Desaprueba algo", "Desaprueba mucho"),
        "Saldo",
    ),
    Words(
        "pt", "País", "Ano",
        {"Alemanha": "DEU", "Brasil": "BRA", "Argentina": "ARG", "França": "FRA", "Angola": "AGO"},
        "Aprova", "Desaprova", "Não sabe", "Percentual que aprova o governo",
        (
            "{c}: {a}% aprovam o governo e {d}% desaprovam. ",
            "{c}: {a}% dos entrevistados aprovam o governo; {d}% o desaprovam. ",
        ),
        ("Aprova totalmente", "Aprova em parte", "Desaprova em parte", "Desaprova totalmente"),
        "Saldo",
    ),
    Words(
        "it", "Paese", "Anno",
        {"Germania": "DEU", "Francia": "FRA", "Spagna": "ESP", "Polonia": "POL", "Grecia": "GRC"},
        "Soddisfatto", "Insoddisfatto", "Non sa", "Percentuale di chi ha fiducia nel governo",
        (
            "{c}: il {a}% è soddisfatto del governo, il {d}% è insoddisfatto. ",
            "{c}: il {a}% ha fiducia nel governo, il {d}% non ha fiducia. ",
        ),
        ("Molto soddisfatto", "Abbastanza soddisfatto", "Poco soddisfatto", "Per niente soddisfatto"),
        "Saldo",
    ),
    Words(
        "nl", "Land", "Jaar",
        {"Duitsland": "DEU", "Frankrijk": "FRA", "België": "BEL", "Spanje": "ESP", "Zweden": "SWE"},
        "Tevreden", "Ontevreden", "Weet niet", "Percentage dat tevreden is over de regering",
        (
            "{c}: {a}% is tevreden over de regering, {d}% is ontevreden. ",
            "In {c} is {a} procent tevreden over de regering en {d} procent ontevreden. ",
        ),
        ("Zeer tevreden", "Enigszins tevreden", "Enigszins ontevreden", "Zeer ontevreden"),
        "Saldo",
    ),
    Words(
        "pl", "Kraj", "Rok",
        {"Niemcy": "DEU", "Francja": "FRA", "Hiszpania": "ESP", "Ukraina": "UKR", "Czechy": "CZE"},
        "Zadowoleni", "Niezadowoleni", "Trudno powiedzieć", "Odsetek zadowolonych z rządu",
        (
            "{c}: {a}% jest zadowolonych z rządu, a {d}% niezadowolonych. ",
            "{c}: {a} proc. badanych dobrze ocenia rząd, {d} proc. źle ocenia. ",
        ),
        ("Bardzo zadowoleni", "Raczej zadowoleni", "Raczej niezadowoleni", "Bardzo niezadowoleni"),
        "Saldo",
    ),
    Words(
        "ru", "Страна", "Год",
        {"Германия": "DEU", "Франция": "FRA", "Китай": "CHN", "Украина": "UKR", "Индия": "IND"},
        "Одобряю", "Не одобряю", "Затрудняюсь ответить", "Доля одобряющих деятельность правительства, %",
        (
            "{c}: {a}% одобряют деятельность правительства, {d}% не одобряют. ",
            "{c}: {a} процента доверяют правительству, {d} процента не доверяют. ",
        ),
        ("Полностью одобряю", "Скорее одобряю", "Скорее не одобряю", "Полностью не одобряю"),
        "Баланс",
    ),
    Words(
        "uk", "Країна", "Рік",
        {"Німеччина": "DEU", "Франція": "FRA", "Польща": "POL", "Італія": "ITA", "Туреччина": "TUR"},
        "Схвалюю", "Не схвалюю", "Важко сказати", "Частка тих, хто довіряє уряду, %",
        (
            "{c}: {a}% схвалюють діяльність уряду, {d}% не схвалюють. ",
            "{c}: {a}% довіряють уряду, {d}% не довіряють. ",
        ),
        ("Повністю довіряю", "Скоріше довіряю", "Скоріше не довіряю", "Повністю не довіряю"),
        "Баланс",
    ),
    Words(
        "bg", "Държава", "Година",
        {"Германия": "DEU", "Франция": "FRA", "Румъния": "ROU", "Гърция": "GRC", "Сърбия": "SRB"},
        "Одобрявам", "Не одобрявам", "Не знам", "Дял на хората с доверие в правителството, %",
        (
            "{c}: {a}% одобряват правителството, {d}% не го одобряват. ",
            "{c}: {a}% имат доверие в правителството, {d}% нямат доверие. ",
        ),
        ("Напълно одобрявам", "По-скоро одобрявам", "По-скоро не одобрявам", "Напълно не одобрявам"),
        "Баланс",
    ),
    Words(
        "tr", "Ülke", "Yıl",
        {"Almanya": "DEU", "Fransa": "FRA", "Türkiye": "TUR", "İspanya": "ESP", "Yunanistan": "GRC"},
        "Onaylıyor", "Onaylamıyor", "Fikri yok", "Hükümete güvenenlerin oranı, %",
        (
            "{c}: hükümeti onaylayanların oranı yüzde {a}, onaylamayanların oranı yüzde {d}. ",
            "{c}: katılımcıların %{a}'i hükümete güveniyor, %{d}'i güvenmiyor. ",
        ),
        ("Çok memnun", "Biraz memnun", "Pek memnun değil", "Hiç memnun değil"),
        "Net",
    ),
    Words(
        "ar", "البلد", "السنة",
        {"ألمانيا": "DEU", "فرنسا": "FRA", "المغرب": "MAR", "الأردن": "JOR", "تونس": "TUN"},
        "يوافق", "لا يوافق", "لا أعرف", "نسبة الذين يثقون بالحكومة",
        (
            "{c}: {a}% يوافقون على أداء الحكومة و{d}% لا يوافقون. ",
            "{c}: {a}% يثقون بالحكومة، و{d}% لا يثقون بها. ",
        ),
    ),
    Words(
        "id", "Negara", "Tahun",
        {"Jerman": "DEU", "Prancis": "FRA", "Malaysia": "MYS", "Jepang": "JPN", "Filipina": "PHL"},
        "Puas", "Tidak puas", "Tidak tahu", "Persentase yang puas dengan kinerja pemerintah",
        (
            "Di {c}, {a} persen responden puas dengan kinerja pemerintah dan {d} persen tidak puas. ",
            "{c}: {a}% percaya pada pemerintah, {d}% tidak percaya. ",
        ),
        ("Sangat puas", "Cukup puas", "Kurang puas", "Sangat tidak puas"),
    ),
    Words(
        "ko", "국가", "년도",
        {"독일": "DEU", "프랑스": "FRA", "일본": "JPN", "미국": "USA", "베트남": "VNM"},
        "긍정 평가", "부정 평가", "모름", "정부를 신뢰한다는 응답(%)",
        (
            "{c}: 정부에 대한 긍정 평가는 {a}%, 부정 평가는 {d}%였다. ",
            "{c}에서는 정부가 잘하고 있다는 응답이 {a}%, 잘못하고 있다는 응답이 {d}%였다. ",
        ),
        ("매우 신뢰", "어느 정도 신뢰", "별로 신뢰하지 않음", "전혀 신뢰하지 않음"),
    ),
    Words(
        "ja", "国名", "年",
        {"ドイツ": "DEU", "フランス": "FRA", "韓国": "KOR", "ブラジル": "BRA", "インド": "IND"},
        "支持する", "支持しない", "わからない", "政府を支持する人の割合(%)",
        (
            "{c}では政府を支持する人が{a}%、支持しない人が{d}%だった。",
            "{c}：政府を信頼すると答えた人は{a}%、信頼しないは{d}%。",
        ),
        ("非常に満足", "やや満足", "やや不満", "非常に不満"),
    ),
    Words(
        "zh", "国家", "年份",
        {"德国": "DEU", "法国": "FRA", "日本": "JPN", "巴西": "BRA", "印度": "IND"},
        "满意", "不满意", "不知道", "对政府满意的受访者比例(%)",
        (
            "{c}：{a}%的受访者对政府满意，{d}%不满意。",
            "在{c}，{a}%的人信任政府，{d}%不信任。",
        ),
        ("非常满意", "比较满意", "不太满意", "非常不满意"),
    ),
)  # fmt: skip

NOTHING_ASKED = {  # figures that are no opinion of anyone in office: a title, what stands across, the header of rows
    "vote intention": ("If the election were held today, which party would you vote for? (%)",
                       ("Labour", "Conservatives", "Greens"), "Country"),
    "vote results": ("Election results, share of the vote", ("For", "Against", "Abstentions"), "Region"),
    "turnout": ("Turnout in the general election, % of registered voters", ("2010", "2014", "2018"), "Country"),
    "budget": ("Government spending by function, % of GDP", ("Health", "Education", "Defence"), "Country"),
    "grades": ("Average grade for the government on a scale from 0 to 10", ("2015", "2017", "2019"), "Country"),
    "vaccines": ("Share of adults vaccinated, in percent", ("One dose", "Two doses", "Booster"), "Country"),
    "unemployment": ("Unemployment rate (%)", ("2011", "2012", "2013"), "Country"),
    "prices": ("Annual change of consumer prices in percent", ("2011", "2012", "2013"), "Pays"),
    "wahlabsicht": ("Welche Partei würden Sie wählen? (Sonntagsfrage, in Prozent)", ("CDU", "SPD", "Grüne"), "Land"),
    "participation": ("Taux de participation aux élections, en %", ("2012", "2017", "2022"), "Pays"),
    "intención de voto": ("Intención de voto en las próximas elecciones (%)", ("PP", "PSOE", "Sumar"), "País"),
    "явка": ("Явка избирателей на выборах, %", ("2011", "2016", "2021"), "Страна"),
}  # fmt: skip
