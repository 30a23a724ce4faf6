"""A Leat connector in Python: table "user" of an API that names its next page by a token."""
import json, sys, urllib.parse, urllib.request
from datetime import datetime, timedelta

URL = {"type": "string", "format": "uri", "description": "Address of the endpoint", "x-leat-identity": True}
SPEC = {"type": "object", "properties": {"base_url": URL}, "required": ["base_url"]}
USER = {"name": "user", "primary_key": ["id"], "version_column": "updatedAt",
        "columns": [{"name": "id", "type": "STRING"}, {"name": "updatedAt", "type": "UTC_DATETIME"}]}
LAG = timedelta(minutes=5)  # how late a change may show up: so much is read again, not claimed

def say(type, /, **fields):
    print(json.dumps({"type": type, **fields}), flush=True)

def fetch(address, query):
    with urllib.request.urlopen(f"{address}?{urllib.parse.urlencode(query)}", timeout=60) as answer:
        return json.load(answer)

def read(address, cursor):
    say("hello", protocol=1, connector="people", version="0.1.0")
    say("schema", table=USER)
    closed = datetime.fromisoformat(cursor.get("updated_since", "0001-01-02T00:00:00+00:00"))
    query, tokens = cursor, set()
    while query is not None:
        page = fetch(address, query)
        for row in page["data"]:
            say("upsert", table="user", row=row)
            closed = max(closed, datetime.fromisoformat(row["updatedAt"].replace("Z", "+00:00")) - LAG)
        token = page.get("scroll_param")
        if token in tokens:
            say("error", kind="source_data", message="The source repeats a token: its pages never end")
            sys.exit(12)
        tokens.add(token)
        query = {"scroll_param": token} if token else None
    say("checkpoint", state={"tables": {"user": {"updated_since": closed.isoformat()}}})
    say("end", result="complete")

command, options = sys.argv[1], dict(zip(sys.argv[2::2], sys.argv[3::2]))
config = json.load(open(options["--config"])) if "--config" in options else {}
state = json.load(open(options["--state"])) if "--state" in options else {}
if command == "spec":
    say("spec", connector="people", version="0.1.0", documentation="https://leat.dev", configuration=SPEC)
elif command == "check":
    fetch(config["base_url"], {})["data"]
    say("check", result="succeeded")
elif command == "discover":
    say("catalog", tables=[USER])
elif command == "read":
    read(config["base_url"], state.get("tables", {}).get("user", {}))
