"""What a server says with each file: one table for all hosts.

`_headers` in the built site is read by Cloudflare Pages and Netlify; deploy/nginx.conf says the same in nginx's words
(tests/deploy compares the two); deploy/README.md tells how to say it to a storage of objects.
"""

from collections.abc import Iterable, Mapping

from macros.delivery import csp

FILE = "_headers"
FOREVER = "public, max-age=31536000, immutable"  # names that change with the content
ASK = "no-cache"  # kept by browsers, but asked about each time
EVERYWHERE: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
    ),
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
HASHED = (
    "/assets/runtime/*", "/assets/workbench/python-*", "/assets/workbench/site-*",
)  # fmt: skip


def text(groups: csp.Groups, scripts: Iterable[str], folder: str) -> str:
    """The file of headers of a site.

    Args:
        groups: whom pages may contact, as in pyscripts/data/hosts.toml.
        scripts: the SHA-256 of every inline script of the site.
        folder: of our scripts, below assets/.
    """
    everywhere = {**EVERYWHERE, "Cache-Control": ASK, "Content-Security-Policy": csp.of_all_pages(groups, scripts)}
    rules = {"/*": everywhere}
    # The hosts put values of all rules that fit together; «! Name» takes one back.
    rules |= {path: {"! Cache-Control": "", "Cache-Control": FOREVER} for path in (*HASHED, f"/assets/{folder}/*")}
    return "\n".join(_rule(path, headers) for path, headers in rules.items())


def _rule(path: str, headers: Mapping[str, str]) -> str:
    lines = (f"  {name}: {value}" if value else f"  {name}" for name, value in headers.items())
    return "\n".join((path, *lines, ""))
