"""A Leat connector in Python: table "user" of an API that names its next page by a token."""
import datetime, json, sys, urllib.parse, urllib.request

SPEC = {"properties": {"base_url": {"type": "string", "format": "uri", "x-leat-identity": True}}, "required": ["base_url"]}
USER = {"name": "user", "primary_key": ["id"], "columns": [{"name": "updatedAt", "type": "UTC_DATETIME"}]}
LAG = datetime.timedelta(minutes=5)  # how late a change may show up: so much is read again, not claimed

def say(type, /, **fields):
    print(json.dumps({"type": type, **fields}), flush=True)

def fetch(query):
    return json.load(urllib.request.urlopen(f"{files['--config']['base_url']}?{urllib.parse.urlencode(query)}", timeout=60))

def read(query):
    say("hello", protocol=1, connector="people", version="0.1.0")
    say("schema", table=USER)
    closed, asked = datetime.datetime.fromisoformat(query.get("updated_since", "0001-01-02T00:00:00+00:00")), [query]
    while query is not None:
        for row in (page := fetch(query))["data"]:
            say("upsert", table="user", row=row)
            closed = max(closed, datetime.datetime.fromisoformat(row["updatedAt"].replace("Z", "+00:00")) - LAG)
        query = {"scroll_param": page["scroll_param"]} if page.get("scroll_param") else None
        assert query not in asked, "the source repeats a token: its pages never end"
        asked.append(query)
    say("checkpoint", state={"tables": {"user": {"updated_since": closed.isoformat()}}})
    say("end", result="complete")

files = {option: json.load(open(name)) for option, name in zip(sys.argv[2::2], sys.argv[3::2]) if option != "--tables"}
try:
    {"spec": lambda: say("spec", connector="people", version="0.1.0", documentation="https://leat.dev", configuration=SPEC),
     "check": lambda: [fetch({}), say("check", result="succeeded")], "discover": lambda: say("catalog", tables=[USER]),
     "read": lambda: read(files.get("--state", {}).get("tables", {}).get("user", {}))}[sys.argv[1]]()
except (OSError, AssertionError, KeyError, TypeError, ValueError) as failure:
    say("error", kind="source_unavailable" if isinstance(failure, OSError) else "source_data", message=repr(failure))
    sys.exit(11 if isinstance(failure, OSError) else 12)
