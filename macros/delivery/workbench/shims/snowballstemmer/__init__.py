"""The stemmers without those of other languages: thirty of them would be sent along, and none asked."""

from typing import Any

from snowballstemmer.russian_stemmer import RussianStemmer

_STEMMERS: dict[str, Any] = {"russian": RussianStemmer}


def stemmer(language: str) -> Any:
    """What macros/content/stems.py asks for."""
    return _STEMMERS[language]()
