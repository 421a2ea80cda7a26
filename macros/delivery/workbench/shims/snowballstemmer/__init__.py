"""The stemmers without those of other languages: thirty of them would be sent along, and none asked."""

from typing import Any

from .russian_stemmer import RussianStemmer  # type: ignore[import-untyped]


def stemmer(language: str) -> Any:
    """What macros/content/stems.py asks for."""
    return {"russian": RussianStemmer}[language]()
