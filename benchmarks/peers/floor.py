"""What a script of twenty lines does: requests, orjson, lines on the standard output."""

import sys

import orjson
import requests

address = sys.argv[1]
session = requests.Session()
token = None
while True:
    page = orjson.loads(session.get(address, params={"scroll_param": token} if token else None).content)
    sys.stdout.buffer.write(b"".join(
        orjson.dumps({"type": "upsert", "table": "user", "row": row}, option=orjson.OPT_APPEND_NEWLINE)
        for row in page["data"]))
    token = page.get("scroll_param")
    if not token:
        break
