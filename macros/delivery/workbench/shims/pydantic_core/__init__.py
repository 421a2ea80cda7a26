"""In place of pydantic's engine, which is made of Rust and has no wheel for browsers: its errors."""

from typing import Any

type ErrorDetails = dict[str, Any]


class PydanticCustomError(ValueError):
    """What a validator raises."""

    def __init__(self, kind: str, template: str, context: dict[str, Any] | None = None) -> None:
        super().__init__(template.format(**context or {}))
        self.type = kind
        self.context = context

    def message(self) -> str:
        return str(self)
