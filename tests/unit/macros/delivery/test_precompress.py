"""Packed copies: right, the same every time, only where they pay, and made once."""

import gzip
from pathlib import Path

import brotli
import pytest

from macros.delivery import precompress

TEXT = "Разберёмся. " * 200


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one page worth packing."""
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "index.html").write_text(TEXT)
    return folder


def test_both_copies_unpack_to_the_file(site: Path, tmp_path: Path) -> None:
    precompress.site(site, tmp_path / "cache")
    page = site / "a" / "index.html"
    assert brotli.decompress((site / "a" / "index.html.br").read_bytes()) == page.read_bytes()
    assert gzip.decompress((site / "a" / "index.html.gz").read_bytes()) == page.read_bytes()
    assert (site / "a" / "index.html.br").stat().st_mtime_ns == page.stat().st_mtime_ns


def test_small_files_and_packed_formats_are_left_alone(site: Path, tmp_path: Path) -> None:
    (site / "small.css").write_text("a{}")
    (site / "picture.png").write_bytes(bytes(5000))
    precompress.site(site, tmp_path / "cache")
    assert {path.name for path in site.iterdir()} == {"a", "small.css", "picture.png"}


def test_the_same_content_gives_the_same_bytes_without_a_date(site: Path, tmp_path: Path) -> None:
    first = precompress.packed(TEXT.encode(), ".gz", tmp_path / "one")
    assert first == precompress.packed(TEXT.encode(), ".gz", tmp_path / "other")
    assert first[4:8] == bytes(4)  # RFC 1952: the time of the file


def test_what_was_packed_once_is_not_packed_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    precompress.site(site, tmp_path / "cache")
    monkeypatch.setattr(precompress, "PACKERS", dict.fromkeys(precompress.PACKERS))
    precompress.site(site, tmp_path / "cache")


def test_the_largest_goes_first(site: Path) -> None:
    (site / "large.wasm").write_bytes(bytes(100_000))
    assert [path.name for path in precompress.compressible(site)] == ["large.wasm", "index.html"]
