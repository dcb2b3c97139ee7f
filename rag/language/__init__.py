"""What reading must know of Spanish beyond what searching knows, as one object.

:data:`SPANISH` is all that :data:`index.text.spanish.SPANISH` is, and more; :data:`ENGLISH` is
the little that tells a question in English. Imports ``index.text`` alone; whatever reads text
takes its words from here.
"""

from rag.language.english import ENGLISH
from rag.language.spanish import SPANISH
from rag.language.types import ForeignLanguage, ReadingLanguage

__all__ = ["ENGLISH", "SPANISH", "ForeignLanguage", "ReadingLanguage"]
