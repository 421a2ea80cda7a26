"""What the search knows of words beyond their letters: which mean the same, and which say little."""

from collections import Counter
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema, field_validator

from macros.content.shape import Field, Shape, shaped, wrong
from macros.content.yaml_file import read

FILE = "macros/data/search.yml"


def _word(text: str) -> str:
    if not text.isalnum() or text != text.lower():
        raise wrong(f"«{text}»: нужно одно слово строчными буквами, без пробелов и знаков")
    return text


Word = Annotated[str, AfterValidator(_word), WithJsonSchema({"type": "string", "minLength": 1})]


class SearchWords(Shape):
    """The file of words."""

    same: list[Annotated[list[Word], Field(min_length=2)]] = Field(description="списки слов, которые значат одно")
    weak: list[Word] = Field(description="слова, которые есть почти везде: решает другое слово")
    own: list[Word] = Field(description="слова, с которыми вопрос точно про то, о чём этот сайт")
    strange: list[Word] = Field(description="слова, с которыми вопрос про другое, если рядом нет слов из own")
    check: list[Word] = Field(description="слова, с которыми просят что-нибудь проверить")
    modal: list[Word] = Field(description="слова между «не» и тем, что не выходит")
    skip: list[Word] = Field(description="слова, которые сами не значат ничего")

    @field_validator("same")
    @classmethod
    def _once(cls, groups: list[list[str]]) -> list[list[str]]:
        """A word has one meaning: in two groups it would join them."""
        counts = Counter(word for group in groups for word in group)
        if twice := [word for word, count in counts.items() if count > 1]:
            raise wrong(f"same: слово «{twice[0]}» стоит дважды; соедините списки или уберите его из одного")
        return groups


UNREAD = SearchWords(same=[], weak=[], own=[], strange=[], check=[], modal=[], skip=[])  # of a file that cannot be read


def load(path: Path) -> SearchWords:
    """Read the file of words.

    Raises:
        ContentError: something in it is wrong; every mistake is named.
    """
    return shaped(SearchWords, read(path, FILE))
