"""Whatever reaches the reader is ours, or stands in the list of what others have made."""

import json
import re
import sys
import zipfile
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import pyscripts
from macros.content.components import Component, load
from macros.content.problem import ContentError
from macros.delivery import licences

ROOT = Path(__file__).parents[2]
DATA = ROOT / "pyscripts" / "data"
# What the build makes of our own sources; the archive of Python is looked into.
MADE = (
    "*.html", "assets/*/answers/*", "assets/*/data/*", "assets/runtime/*/manifest.json", "assets/runtime/*/*.zip.txt",
    "assets/workbench/*",
    "_headers", "licences.txt", "robots.txt", "sbom.json", "sitemap.xml", "sitemap.xml.gz",
)  # fmt: skip
# Licences that let us give the program on; the list is short so that a new one is read before it is added.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause",
    "LGPL-2.1-or-later", "MIT", "MPL-2.0", "Python-2.0", "W3C-20150513", "Zlib", "bzip2-1.0.6",
}  # fmt: skip


@pytest.fixture(scope="module")
def components() -> list[Component]:
    return load()


def test_every_file_is_ours_or_belongs_to_a_component(site_folder: Path, components: list[Component]) -> None:
    names = [path.relative_to(site_folder).as_posix() for path in site_folder.rglob("*") if path.is_file()]
    for name in names:
        written = re.sub(r"^assets/[0-9a-f]{16}/", "assets/", name)  # macros/delivery/fingerprint.py
        ours = (ROOT / "docs" / written).exists() or any(fnmatchcase(name, pattern) for pattern in MADE)
        owners = [part.id for part in components for pattern in part.files if fnmatchcase(name, pattern)]
        assert len(owners) == (0 if ours else 1), (name, owners)
    for part in components:
        for pattern in part.files:
            assert any(fnmatchcase(name, pattern) for name in names), f"{part.id} no longer ships {pattern}"


def test_every_module_is_ours_or_belongs_to_a_component(site_folder: Path, components: list[Component]) -> None:
    archives = [*site_folder.glob("assets/runtime/**/*.zip.txt"), *site_folder.glob("assets/workbench/python-*")]
    assert len(archives) == len(pyscripts.names()) + 2
    names = [name.partition("/")[0] for archive in archives for name in zipfile.ZipFile(archive).namelist()]
    shipped = {name.removesuffix(".pyc") for name in names if not name.endswith(".dist-info")}
    listed = {module for part in components for module in part.modules}
    ours = {"pyscripts", "sealed", "builtin_modules", "pydantic", "pydantic_core"}  # the last two are shims
    assert shipped - listed - sys.stdlib_module_names == ours
    assert listed <= shipped
    assert {table for part in components for table in part.tables} <= {path.stem for path in DATA.glob("*.toml")}


def test_every_package_in_the_editor_is_listed_and_pinned(site_folder: Path, components: list[Component]) -> None:
    (module,) = site_folder.glob("assets/*/lib/codemirror.mjs")
    inside = {name for line in re.findall(r"/\*! (.+)", module.read_text()) for name in line.split(", ")}
    listed = {part.purl for part in components if "codemirror" in (part.id, part.part_of)}
    assert inside == {unquote(purl).removeprefix("pkg:npm/").rpartition("@")[0] for purl in listed}


def test_every_licence_lets_us_ship_it(components: list[Component]) -> None:
    assert {part.licence for part in components} <= ALLOWED


def test_what_is_inside_of_others_says_of_whom(components: list[Component]) -> None:
    ids = [part.id for part in components]
    for part in components:
        assert part.part_of in ids if part.part_of else part.files or part.modules or part.tables, part.id
        assert part.version or part.part_of, part.id


def test_the_page_and_the_texts_name_all(site_folder: Path, components: list[Component]) -> None:
    page = (site_folder / "about" / "licences" / "index.html").read_text()
    texts = (site_folder / "licences.txt").read_text()
    for part in components:
        assert f">{part.name}</a>" in page
        assert f"{part.name} {part.version}" in texts or not part.text
    assert texts.count("Permission is hereby granted") >= 3


def test_the_bill_of_materials_is_cyclonedx(site_folder: Path) -> None:
    """By the validator of CycloneDX itself, which lets no unknown key pass."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str((site_folder / "sbom.json").read_text()) is None


def test_every_package_in_the_bill_has_its_version_and_its_hashes(components: list[Component]) -> None:
    for part in json.loads(licences.sbom(components, "a"))["components"]:
        if not part["purl"].startswith("pkg:generic/"):
            assert part["version"]
            assert part["hashes"]
            for each in part["hashes"]:
                assert len(each["content"]) == {"SHA-256": 64, "SHA-512": 128}[each["alg"]]


def test_the_bill_of_materials_names_every_component_once(site_folder: Path, components: list[Component]) -> None:
    bill = json.loads((site_folder / "sbom.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", bill["serialNumber"]
    )
    assert "timestamp" not in bill["metadata"]
    refs = [bill["metadata"]["component"]["bom-ref"], *(part["bom-ref"] for part in bill["components"])]
    assert len(refs) == len(set(refs)) == len(components) + 1
    assert [entry["ref"] for entry in bill["dependencies"]] == refs
    assert sorted(ref for entry in bill["dependencies"] for ref in entry["dependsOn"]) == sorted(refs[1:])
    for part in bill["components"]:
        assert part["type"] == "library"
        assert part["name"]
        assert re.fullmatch(r"pkg:(npm|pypi|generic)/[\w%.-]+(/[\w.-]+)?(@[\d.]+)?", part["purl"])


def test_the_number_of_the_bill_changes_with_its_content(components: list[Component]) -> None:
    assert licences.sbom(components, "a") == licences.sbom(components, "a")
    assert (
        json.loads(licences.sbom(components, "a"))["serialNumber"]
        != json.loads(licences.sbom(components[1:], "a"))["serialNumber"]
    )


ENTRY = "zlib:\n  name: zlib\n  says: Распаковывает\n  licence: Zlib\n  url: https://zlib.net/\n"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("  npm: zlib\n", "1: licence, url: это скажет пакет; уберите"),
        ("  part_of: zlip\n", "6: нет программы «zlip»; есть: "),
        ("  part_of: zlib\n", "6: нет программы «zlib»; есть: "),
        ("  version: {file: ../secret, words: '(.*)'}\n", "6: file «../secret»: бывает путь внутри node_modules/"),
        ("  version: {file: pyscripts/form.py, words: '(.*'}\n", "6: «(.*» — не регулярное выражение: "),
        ("  version: {file: pyscripts/form.py, words: '.*'}\n", "6: words: скобок 0, а нужна одна пара"),
        (
            "  version: {file: pyscripts/form.py, words: 'zlib ([0-9]+)'}\n",
            "1: zlib: в pyscripts/form.py нет слов zlib",
        ),
        ("stemmers: {name: S, says: Ищет, npm: stemers}\n", "6: stemmers: пакета stemers нет в package-lock"),
        ("stdnum: {name: S, says: Знает, pypi: stdnum}\n", "6: stdnum: пакета stdnum нет в requirements.txt"),
        ("other: {name: O, says: Знает}\n", "6: нет ни npm, ни pypi; тогда нужны licence и url"),
    ],
)
def test_what_the_table_may_not_say_is_named(lines: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "licences.yml"
    path.write_text(ENTRY)
    assert load(path)[0].name == "zlib"
    path.write_text(ENTRY + lines)
    with pytest.raises(ContentError) as error:
        load(path)
    assert [
        f"{each.line}: {each.text}" for each in error.value.problems if f"{each.line}: {each.text}".startswith(message)
    ]


def test_without_npm_the_texts_of_a_site_can_be_checked(tmp_path: Path, components: list[Component]) -> None:
    """`make texts` needs no Node; what the lock files do not tell is left out."""
    for name in ("package-lock.json", "requirements.txt", "pyscripts"):
        (tmp_path / name).symlink_to(ROOT / name)
    bare = load(root=tmp_path)
    assert [(part.id, part.licence) for part in bare] == [(part.id, part.licence) for part in components]
    assert {part.id for part in bare if not part.version} > {part.id for part in components if not part.version}
