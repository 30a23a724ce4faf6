"""What a release is made of: every component that Leat brings along, with its licence.

    dist/components.py STAGING

reads the CycloneDX files of the staged artifacts and prints one line a component. It fails if a licence is
not among those that may be shipped with the Apache License 2.0, or if a component states none.
Known vulnerabilities are not looked up here: no database of them can be had without the network.
"""

import json
import sys
from pathlib import Path

MAY_BE_SHIPPED = {
    "Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "CC0-1.0", "EPL-1.0", "EPL-2.0", "LGPL-2.1-only", "MPL-2.0",
}
# What states its licence in words of its own.
IN_OTHER_WORDS = {
    "BSD": "BSD-3-Clause",
    "The Apache License, Version 2.0": "Apache-2.0",
    "The Apache Software License, Version 2.0": "Apache-2.0",
    "Eclipse Public License v2.0": "EPL-2.0",
    "GNU Lesser General Public License": "LGPL-2.1-only",
}


def components(staging):
    """(group:name, version) -> licences, of all that is not Leat's own."""
    found = {}
    for file in Path(staging).rglob("*-cyclonedx.json"):
        for each in json.loads(file.read_text()).get("components", []):
            if each.get("group") != "dev.leat":
                found[f"{each.get('group')}:{each['name']}", each["version"]] = licences(each)
    return dict(sorted(found.items()))


def licences(component):
    if component.get("group") == "org.jline":
        # Its POM says "The BSD License" and links to the one of three clauses; the file's maker takes the old one of four.
        return ["BSD-3-Clause"]
    named = []
    for each in component.get("licenses", []):
        licence = each.get("license", {})
        text = each.get("expression") or licence.get("id") or licence.get("name", "")
        named.append(IN_OTHER_WORDS.get(text, text))
    return named


def main(staging):
    found = components(staging)
    if not found:
        sys.exit(f"{staging} holds no *-cyclonedx.json: stage a release first")
    wrong = []
    for (name, version), its in found.items():
        print(f"{name}:{version}  {' or '.join(its) or 'no licence'}")
        # Where there are several, one may be chosen.
        if not MAY_BE_SHIPPED.intersection(its):
            wrong.append(f"{name}:{version}")
    if wrong:
        sys.exit(f"These state no licence that may be shipped: {', '.join(wrong)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
