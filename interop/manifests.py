"""Keeps the stored results of loading manifests honest: loads each of them by the original's own steps again.

    manifests.py GOLDENS                 compares every stored result; exit code 1 if one differs
    manifests.py GOLDENS --add FILE      loads the texts of FILE, a JSON string a line, and stores the results

Needs what requirements-templates.txt names. A line of GOLDENS: y = the text, then what came of it: v = the value as YAML
gives it, r = the same with its references resolved if that changes it, p = with types and parameters; or e = the step that failed (yaml,
reference, circular, parameters) and, if the step was the schema's, s = the path of the value that it refuses.
"""
import argparse
import json
import pkgutil
import warnings

warnings.filterwarnings("ignore")

import jsonschema
import yaml
from airbyte_cdk.sources.declarative.parsers.custom_exceptions import CircularReferenceException, UndefinedReferenceException
from airbyte_cdk.sources.declarative.parsers.manifest_component_transformer import ManifestComponentTransformer
from airbyte_cdk.sources.declarative.parsers.manifest_reference_resolver import ManifestReferenceResolver

SCHEMA = yaml.safe_load(pkgutil.get_data("airbyte_cdk", "sources/declarative/declarative_component_schema.yaml"))


def load(text):
    try:
        value = yaml.safe_load(text)
        json.dumps(value)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return {"e": "yaml"}
    result = {"v": value}
    if not isinstance(value, dict):
        return result
    value = {"type": "DeclarativeSource", **value}
    try:
        resolved = ManifestReferenceResolver().preprocess_manifest(value)
    except CircularReferenceException:
        return {**result, "e": "circular"}
    except (UndefinedReferenceException, ValueError, TypeError):
        return {**result, "e": "reference"}
    if resolved != value:
        result["r"] = resolved
    try:
        propagated = ManifestComponentTransformer().propagate_types_and_parameters("", resolved, {})
    except TypeError:
        return {**result, "e": "parameters"}
    if propagated != resolved:
        result["p"] = propagated
    errors = list(jsonschema.Draft7Validator(SCHEMA).iter_errors(propagated))
    if errors:
        result["s"] = sorted(".".join(map(str, each.absolute_path)) for each in errors)
    return result


def line(case):
    return json.dumps(case, separators=(",", ":")) + "\n"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("goldens")
    arguments.add_argument("--add")
    given = arguments.parse_args()
    if given.add:
        with open(given.goldens, "a", encoding="utf-8") as out, open(given.add, encoding="utf-8") as more:
            for text in map(json.loads, more):
                out.write(line({"y": text, **json.loads(json.dumps(load(text)))}))
        return
    differ = 0
    with open(given.goldens, encoding="utf-8") as file:
        cases = [json.loads(text) for text in file]
    for case in cases:
        now = {"y": case["y"], **json.loads(json.dumps(load(case["y"])))}
        if now != case:
            differ += 1
            print(line({"stored": case, "now": now}), end="")
    print(f"{len(cases)} manifests, {differ} differ")
    raise SystemExit(1 if differ else 0)


if __name__ == "__main__":
    main()
