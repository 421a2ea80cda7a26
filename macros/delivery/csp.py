"""Built page → its Content-Security-Policy: what the page may load, run and contact.

It stands in a `<meta>`, because many hosts send no headers of one's own; deploy/ sends it as a header too. The worker is
started from a blob and so inherits it: a check cannot reach the network even if it wanted to. Which scripts a page has and
whether it asks others is read from its tree (macros/review/built.py), never from its text.
"""

import base64
import re
from collections.abc import Iterable, Mapping
from typing import Any

type Groups = Iterable[Mapping[str, Any]]

_CHARSET = re.compile(r"<meta charset=[^>]*>")


def with_policy(html: str, groups: Groups, scripts: Iterable[str], probes: bool, frames: bool = False) -> str:
    """Put the policy of a page into its head, before anything that it governs, and that it tells nobody where it is.

    Args:
        html: the whole page.
        groups: whom pages with probes may contact, as in pyscripts/data/hosts.toml.
        scripts: the SHA-256 of each script of the theme that stands in the page, as hexadecimal digits.
        probes: whether the page contacts other hosts, by its button.
        frames: whether the page shows others, which it makes itself: the workbench.

    Raises:
        ValueError: there is no place for it.
    """
    if not (place := _CHARSET.search(html)):
        raise ValueError("на странице нет <meta charset>, и политику поставить некуда")
    policy = text(directives(groups if probes else (), scripts, frames))
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
    )
    return html[: place.end()] + metas + html[place.end() :]


def text(policy: Mapping[str, Iterable[str]]) -> str:
    """A policy as it is sent."""
    return "; ".join(f"{name} {' '.join(values)}" for name, values in policy.items())


def of_all_pages(groups: Groups, scripts: Iterable[str]) -> str:
    """What all pages have in common, for a header: each page has its own policy besides, and both must agree.

    Args:
        groups: whom some pages may contact.
        scripts: those of all pages.
    """
    return text({**directives(groups, sorted(scripts), frames=True), "frame-ancestors": ["'none'"]})


def directives(groups: Groups, scripts: Iterable[str], frames: bool = False) -> dict[str, list[str]]:
    """A policy by directive. Scripts of the theme that stand in a page are allowed by their hash."""
    hashes = [f"'sha256-{base64.b64encode(bytes.fromhex(digest)).decode()}'" for digest in scripts]
    hosts = [host for group in groups for host in group["host"]]
    contacted = [f"https://{host['name']}" for host in hosts if "path" in host]
    pictured = [f"https://{host['name']}" for host in hosts if "image" in host]
    return {
        "default-src": ["'none'"],
        # blob: and wasm-unsafe-eval are for the worker; 'unsafe-inline' and 'unsafe-eval' are nowhere.
        "script-src": ["'self'", "blob:", "'wasm-unsafe-eval'", *dict.fromkeys(hashes)],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'", *contacted],
        "img-src": ["'self'", "data:", *pictured],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "object-src": ["'none'"],
        "frame-src": ["blob:" if frames else "'none'"],
        # No string becomes a script or HTML: not by our modules, not by the theme's; docs/assets/trusted.mjs has the policy.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["own"],
    }
