"""A Leat connector in Python: table "user" of an API that names the next page by a token."""
import argparse, datetime, json, sys, urllib.parse, urllib.request

BASE_URL = {"type": "string", "format": "uri", "description": "Full address of the endpoint", "x-leat-identity": True}
SETTINGS = {"type": "object", "properties": {"base_url": BASE_URL}, "required": ["base_url"]}
COLUMNS = [{"name": "id", "type": "STRING"}, {"name": "updatedAt", "type": "UTC_DATETIME"}]
USER = {"name": "user", "primary_key": ["id"], "version_column": "updatedAt", "columns": COLUMNS}
LAG = datetime.timedelta(minutes=5)  # how late a change may show up: read again, not claimed

def say(kind, **fields):
    print(json.dumps({"type": kind, **fields}), flush=True)

def pages(base_url, query):
    tokens = set()
    while not tokens & set(query.values()):  # a token that comes back would never end
        tokens.update(query.values())
        with urllib.request.urlopen(base_url + "?" + urllib.parse.urlencode(query), timeout=60) as answer:
            page = json.load(answer)
        yield page["data"]
        if not page.get("scroll_param"):
            return
        query = {"scroll_param": page["scroll_param"]}
    raise ValueError("the source repeats a token")
