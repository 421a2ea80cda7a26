"""What others have made → an SBOM for machines, and the texts of the licences for people."""

import json
import uuid
from collections.abc import Iterable
from typing import Any

from macros.content.components import Component


def sbom(components: Iterable[Component], site: str) -> str:
    """A bill of materials in CycloneDX 1.6, without anything that changes from build to build."""
    components = list(components)
    refs = {component.id: component.purl for component in components}
    bill = {
        "metadata": {"component": {"type": "application", "bom-ref": site, "name": site}},
        "components": [_material(component) for component in components],
        "dependencies": [
            {"ref": ref, "dependsOn": [part.purl for part in components if refs.get(part.part_of, site) == ref]}
            for ref in (site, *refs.values())
        ],
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bill, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{number}", "version": 1}
    return json.dumps(head | bill, ensure_ascii=False, indent=1) + "\n"


def texts(components: Iterable[Component]) -> str:
    """The texts of the licences, as far as the packages bring them."""
    return "\n\n".join(
        f"{part.name} {part.version}\n{part.licence}, {part.url}\n\n{part.text}" for part in components if part.text
    )


def _material(component: Component) -> dict[str, Any]:
    version = {"version": component.version} if component.version else {}
    return {
        "type": "library",
        "bom-ref": component.purl,
        "name": component.name,
        **version,
        "licenses": [{"license": {"id": component.licence}}],
        "purl": component.purl,
        **(
            {"hashes": [{"alg": name, "content": digest} for name, digest in component.hashes]}
            if component.hashes
            else {}
        ),
        "externalReferences": [{"type": "website", "url": component.url}],
    }
