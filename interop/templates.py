"""Keeps the stored results of templates honest: renders each of them in the original engine again.

    templates.py GOLDENS                 compares every stored result; exit code 1 if one differs
    templates.py GOLDENS --add FILE      renders the templates of FILE, one JSON object a line, and stores the results

Needs what requirements-templates.txt names. The first line of GOLDENS holds the contexts by name, every other line a case:
t = the template, m = how it is evaluated (string, bool, value, param; string by default), c = the name of its context or
the context itself ("std" by default), y = accepted types, and r = the result with its type, or e = the kind of error.
"""
import argparse
import json
import re
import warnings

warnings.filterwarnings("ignore")

import freezegun
from airbyte_cdk.sources.declarative.interpolation.interpolated_boolean import InterpolatedBoolean
from airbyte_cdk.sources.declarative.interpolation.interpolated_string import InterpolatedString
from airbyte_cdk.sources.declarative.interpolation.jinja import JinjaInterpolation
from airbyte_cdk.sources.types import Record, StreamSlice

CLOCK = "2024-03-15T12:34:56.789012Z"
TYPES = {"str": str, "int": int, "float": float, "bool": bool, "list": list}
ADDRESS = re.compile(r"0x[0-9a-f]{8,}")


def typed(value):
    """A value with its type: null and booleans as they are, otherwise a letter and the content."""
    if value is None or isinstance(value, bool):
        return value
    for kind, letter, content in (
        (int, "i", str), (float, "f", repr), (str, "s", str), (bytes, "b", repr)):
        if isinstance(value, kind):
            return [letter, content(value)]
    if isinstance(value, (list, tuple)):
        return ["l" if isinstance(value, list) else "t", [typed(each) for each in value]]
    if isinstance(value, dict):
        return ["d", [[typed(key), typed(each)] for key, each in value.items()]]
    if isinstance(value, (set, frozenset)):
        return ["set", sorted((typed(each) for each in value), key=repr)]
    return ["x", repr(value)]


def built(value):
    """A context's value; $slice and $record stand for the engine's own mappings."""
    if isinstance(value, dict):
        if "$slice" in value:
            parts = value["$slice"]
            return StreamSlice(
                partition=parts.get("partition", {}), cursor_slice=parts.get("cursor", {}), extra_fields=parts.get("extra"))
        if "$record" in value:
            return Record(data=value["$record"], stream_name="s")
        return {key: built(each) for key, each in value.items()}
    return [built(each) for each in value] if isinstance(value, list) else value


def render(case, contexts):
    context = case.get("c", "std")
    context = contexts[context] if isinstance(context, str) else {**contexts["empty"], **context}
    context = {key: built(value) for key, value in context.items()}
    config, parameters = context.pop("config", {}), context.pop("parameters", {})
    types = tuple(TYPES[each] for each in case.get("y", [])) or None
    mode = case.get("m", "string")
    try:
        if mode == "bool":
            result = InterpolatedBoolean(case["t"], parameters=parameters).eval(config, **context)
        elif mode == "string":
            accepted = {"valid_types": types} if types else {}
            result = InterpolatedString(case["t"], parameters=parameters).eval(config, **accepted, **context)
        else:
            accepted = (str, list) if mode == "param" else types
            result = JinjaInterpolation().eval(
                case["t"], config, valid_types=accepted, parameters=parameters, **context)
        answer = {"r": typed(result)}
        if not isinstance(result, (str, bool, type(None), set)):
            answer["text"] = str(result)
    except Exception as e:
        answer = {"e": type(e).__name__, "m2": str(e).split(" Context:")[0].split("\n")[0][:120]}
    text = json.dumps(answer)
    return {**json.loads(ADDRESS.sub("0xADDR", text)), "unstable": True} if ADDRESS.search(text) else answer


def line(case):
    return json.dumps(case, separators=(",", ":")) + "\n"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("goldens")
    arguments.add_argument("--add")
    given = arguments.parse_args()
    with open(given.goldens, encoding="utf-8") as file:
        contexts, *cases = map(json.loads, file)
    with freezegun.freeze_time(CLOCK):
        if given.add:
            asked = ("t", "m", "c", "y")
            known = {line({key: case[key] for key in asked if key in case}) for case in cases}
            with open(given.goldens, "a", encoding="utf-8") as out, open(given.add, encoding="utf-8") as more:
                for text in more:
                    case = {key: value for key, value in json.loads(text).items() if key in asked}
                    if line(case) not in known:
                        known.add(line(case))
                        out.write(line({**case, **render(case, contexts)}))
            return
        differ = 0
        for case in cases:
            stored = {key: value for key, value in case.items() if key not in ("t", "m", "c", "y")}
            now = render(case, contexts)
            if now != stored:
                differ += 1
                print(line({"t": case["t"], "stored": stored, "now": now}), end="")
    print(f"{len(cases)} templates, {differ} differ")
    raise SystemExit(1 if differ else 0)


if __name__ == "__main__":
    main()
