"""mkdocs.yml, read without MkDocs: data only. A tag that would run Python is a mistake, but for the one that makes anchors."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pymdownx.slugs import slugify

from macros.content.problem import ContentError, Problem
from macros.content.yaml_file import Loader, YamlFile, parse

NAME = "mkdocs.yml"


class _Loader(Loader):
    """Safe YAML, with the two tags that mkdocs.yml needs."""


_FROM_OUTSIDE = ("REPO_URL", "SITE_URL")


def _env(loader: Any, node: yaml.Node) -> Any:
    """`!ENV [NAME, default]`: the default. Any other variable could leak a secret of the build machine onto a page."""
    value = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else [node.value]
    names, default = (value[:-1], value[-1]) if len(value) > 1 else (value, None)
    if strange := [str(name) for name in names if name not in _FROM_OUTSIDE]:
        fault = f"!ENV {', '.join(strange)}: из окружения берутся только {', '.join(_FROM_OUTSIDE)}"
        raise yaml.constructor.ConstructorError(problem=fault, problem_mark=node.start_mark)
    return default


def _slugify(loader: Any, node: yaml.Node) -> Any:
    return slugify(  # type: ignore[no-untyped-call]
        **loader.construct_mapping(node, deep=True)["kwds"]
    )


_Loader.add_constructor("!ENV", _env)
_Loader.add_constructor("tag:yaml.org,2002:python/object/apply:pymdownx.slugs.slugify", _slugify)


def read(site: Path) -> YamlFile:
    """The configuration of a site as it is written, without what it inherits.

    Raises:
        ContentError: it is no YAML, or has a tag that is not data.
    """
    return parse((site / NAME).read_text(), NAME, loader=_Loader)


def whole(path: Path) -> Mapping[str, Any]:
    """A configuration together with what it inherits; keys of the same name are put together as MkDocs does.

    Raises:
        ContentError: some file is no YAML, or is not there.
    """
    own: dict[str, Any] = dict(parse(path.read_text(), path.name, loader=_Loader).data or {})
    parent = own.pop("INHERIT", None)
    if parent is None:
        return own
    if not (path.parent / parent).is_file():
        raise ContentError([Problem(path.name, 1, f"INHERIT: нет файла {parent}")])
    return _merged(whole((path.parent / parent).resolve()), own)


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    both = {key: _merged(base[key], own[key]) for key in base.keys() & own.keys() if _are_tables(base[key], own[key])}
    return {**base, **own, **both}


def _are_tables(*values: Any) -> bool:
    return all(isinstance(value, dict) for value in values)
