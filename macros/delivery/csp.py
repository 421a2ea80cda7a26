"""Built page → its Content-Security-Policy: what the page may load, run and contact.

It stands in a `<meta>`, because many hosts send no headers of one's own; deploy/ sends it as a header too. The worker is
started from a blob and so inherits it: a check cannot reach the network even if it wanted to.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

_INLINE = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</script>", re.DOTALL)
PROBES = "data-way"  # marks the only kind of page that contacts other hosts, by its button


def with_policy(html: str, groups: Iterable[Mapping[str, Any]]) -> str:
    """Put the policy of a page into its head, before anything that it governs.

    Args:
        html: the whole page.
        groups: whom pages with probes may contact, as in pyscripts/data/hosts.toml.
    """
    policy = "; ".join(f"{name} {' '.join(values)}" for name, values in directives(html, groups).items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return re.sub(r"(<meta charset=[^>]*>)", lambda match: match[1] + meta, html, count=1)


def directives(html: str, groups: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The policy of a page by directive. Scripts of the theme that stand in the page are allowed by their hash."""
    hashes = [f"'sha256-{_digest(match['text'])}'" for match in _INLINE.finditer(html) if _runs(match["attributes"])]
    hosts = [host for group in groups for host in group["host"]] if PROBES in html else []
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
        "frame-src": ["'none'"],
        # No string becomes a script or HTML: not by our modules, not by the theme's; docs/assets/trusted.mjs has the policy.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["own"],
    }


def _runs(attributes: str) -> bool:
    return "src=" not in attributes and ("type=" not in attributes or "module" in attributes)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
