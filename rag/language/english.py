"""What tells a question in English: over Spanish sources people ask in English too."""

from __future__ import annotations

from typing import Final

from rag.language.sentence_words import SmallTalk
from rag.language.types import ForeignLanguage

ENGLISH: Final = ForeignLanguage(
    code="en",
    words=frozenset(
        "the of did does do is was were are what who when where why how which many much it they "
        "them he she his her their this that there and but so about in to said said from by for "
        "with".split()
    ),
    questions={
        "how_many": ("how (?:many|much)",),
        "who": ("who", "whom", "whose"),
        "when": ("when", "(?:what|which) (?:year|date|day|month|century|decade)"),
        "where": ("where", "(?:what|which) (?:country|city|place|region|state)"),
        "why": ("why",),
        "how": ("how",),
        "what": ("what", "which"),
    },
    measures=(
        (
            ("money", "percent", "points"),
            r"\bhow much (?:money\b|.*\b(?:cost|paid|pay|earn|worth))",
        ),
        (("time",), r"\bhow old\b"),
        (("time", "length"), r"\bhow long\b"),
        (("length",), r"\bhow (?:high|tall|deep|wide|far)\b"),
        (("mass",), r"\bhow (?:heavy|much (?:did|does) .*\bweigh)"),
        (("speed",), r"\bhow fast\b"),
    ),
    starters=frozenset("The In It He She They This".split()),
    events={
        "death": ("died", "die", "dead", "deaths?", "killed"),
        "injury": ("injur", "wounded"),
        "evacuation": ("evacuated",),
        "missing": ("missing", "went missing"),
        "price": ("cost", "money"),
    },
    small_talk=SmallTalk(
        kinds={
            "greeting": ("hello", "hi", "hey", "good (?:morning|afternoon|evening)"),
            "thanks": ("thank you(?: very much)?", "thanks(?: a lot)?"),
            "farewell": ("bye", "goodbye"),
            "assent": ("yes", "no thanks", "great", "fine"),
        },
        fillers=("for (?:that|your help)",),
    ),
)
