"""A connector of 20 pages with 10 rows each, which keeps its promises or breaks one.

claims_early: the checkpoint comes before the rows that it claims.
grows: every read finds one row more than the one before, counted in the file beside the settings.
"""
import json, os, sys

mode, command = sys.argv[1], sys.argv[2]
options = dict(zip(sys.argv[3::2], sys.argv[4::2]))
ITEM = {"name": "item", "primary_key": ["id"], "columns": [{"name": "id", "type": "LONG"}]}

def say(type, /, **fields):
    print(json.dumps({"type": type, **fields}), flush=True)

def page_rows(page):
    for i in range(10):
        say("upsert", table="item", row={"id": page * 10 + i, "text": "row %d of page %d" % (i, page)})

def claim(page):
    say("checkpoint", state={"tables": {"item": {"page": page}}})

def read(state):
    say("hello", protocol=1, connector="pages", version="0.1.0")
    say("schema", table=ITEM)
    for page in range(state.get("tables", {}).get("item", {}).get("page", 0), 20):
        if mode == "claims_early":
            claim(page + 1)
            page_rows(page)
        else:
            page_rows(page)
            claim(page + 1)
    if mode == "grows":
        with open(os.environ["GROWING"], "a") as file:
            file.write("x")
        say("upsert", table="item", row={"id": 1000 + os.path.getsize(os.environ["GROWING"]), "text": "new"})
    claim(20)
    say("end", result="complete")

if command == "spec":
    empty = {"type": "object", "properties": {}}
    say("spec", connector="pages", version="0.1.0", documentation="https://leat.dev", configuration=empty)
elif command == "discover":
    say("catalog", tables=[ITEM])
elif command == "check":
    say("check", result="succeeded")
else:
    read(json.load(open(options["--state"])) if "--state" in options else {})
