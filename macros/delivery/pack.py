"""Built site → what readers get of it: in few files, and small. While somebody writes, a site is served as it was built."""

from pathlib import Path

from macros.delivery import join, minify, purge


def site(folder: Path, root: Path) -> None:
    """Join and cut the scripts and styles of a site.

    Args:
        folder: the built site.
        root: the project, with `npm ci` done; what has been made before is found there again.
    """
    join.modules(folder, root)
    minify.site(folder, root)
    purge.site(folder, root)  # looks for names in scripts: their comments name nothing any more
    join.styles(folder, root)
