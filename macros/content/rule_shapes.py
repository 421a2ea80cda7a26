"""The shapes of the tables in macros/data/ by which texts, drawings, scripts and checks are judged: macros/review/."""

import re
from dataclasses import fields
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, create_model

from macros.content import trusted
from macros.content.shape import Field, Pattern, Shape, wrong

Patterns = list[Pattern]
Names = list[str]


class Code(Shape):
    modules: Names
    names: Names
    after_a_dot: Names
    own: Names
    loaders: Names


class HarmRule(Shape):
    do: str = Field("", description="имя списка из [verbs]: опасно, только если к этому зовут")
    what: Patterns = Field(default_factory=list, description="слова, регулярные выражения")
    roles: str = Field(
        "", description="имена списков из [acts] и [things]: опасно, если в предложении есть слово каждого"
    )
    unless: Patterns = Field(default_factory=list, description="слова, при которых это не вредно")
    plain: bool = Field(False, description="true — опасно, что бы ни стояло рядом")


class Harmful(Shape):
    says: str = Field(description="чем это вредно: так скажут автору")
    rule: list[HarmRule] = Field(min_length=1, description="приметы такого совета, каждая — [[kind.rule]]")


class Harm(Shape):
    words: dict[str, Pattern]
    verbs: dict[str, str]
    acts: dict[str, str]
    things: dict[str, str]
    kind: list[Harmful]


class AdviceWords(Shape):
    as_of: date
    base: float
    bad: float = Field(description="с какого веса абзац вреден")
    sound: float = Field(description="до какого веса абзац точно не вреден")
    weights: dict[str, str]


class Html(Shape):
    author: dict[str, Names]
    line: dict[str, Names]
    page: dict[str, Names]
    values: dict[str, Names]


class Styles(Shape):
    may: dict[str, Names]


class Power(Shape):
    says: str = Field(description="почему этого нельзя: так скажут автору")
    what: Patterns = Field(description="приметы в тексте программы, регулярные выражения")
    files: Names = Field(default_factory=list, description="кому это можно; нет — никому")


class Scripts(Shape):
    power: list[Power]


class Secrets(Shape):
    deep: Patterns
    remote: Patterns
    secret: Patterns
    code: Patterns
    give: Patterns
    say: Patterns
    type: Patterns
    need: Patterns
    install: Patterns
    fraud: Patterns
    told: Patterns
    never: Patterns
    needless: Patterns
    alone: Patterns
    exposes: Patterns
    counter: Patterns
    urge: Patterns
    there: Patterns
    here: Patterns
    allowed: Names


def _digest(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise wrong(f"«{text}» — не SHA-256: нужны 64 знака, цифры и буквы a–f")
    return text


class Guarded(Shape):
    words: Names = Field(default_factory=list)
    sha256: Annotated[str, AfterValidator(_digest)] | None = None
    free: Patterns = Field(default_factory=list)


class Guards(Shape):
    anywhere: dict[str, Names]
    imports: dict[str, Names]
    runs: dict[str, Names]
    dunders: dict[str, Names]
    attributes: dict[str, Names]
    packages: dict[str, Names]
    tests: dict[str, Names]
    server: dict[str, Pattern]
    names: dict[str, Names]
    file: dict[str, Guarded]


class ThemeScripts(Shape):
    scripts: dict[Annotated[str, AfterValidator(_digest)], str]


# The lists themselves are said once, in trusted.py.
_LISTS: dict[str, Any] = {
    field.name: (Names, ... if field.name in ("phones", "portal") else Field(default_factory=list))
    for field in fields(trusted.Trusted)
    if field.name != "called"
}
_CALLED: Any = (dict[Pattern, Names], Field(default_factory=dict))
Trusted = create_model("Trusted", __base__=Shape, **_LISTS, called=_CALLED)
