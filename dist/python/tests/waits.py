"""A connector that sends one row and then, for a long time, says only by a file that it waits."""

import json
import sys
import time
from pathlib import Path


def say(type, **fields):
    print(json.dumps({"type": type, **fields}), flush=True)


SPEC = {"properties": {}}
USER = {"name": "user", "primary_key": ["id"], "columns": [{"name": "id", "type": "LONG"}]}

if sys.argv[1] == "spec":
    say("spec", connector="waits", version="0.1.0", documentation="https://leat.dev", configuration=SPEC)
elif sys.argv[1] == "discover":
    say("catalog", tables=[USER])
elif sys.argv[1] == "read":
    say("hello", protocol=1, connector="waits", version="0.1.0")
    say("schema", table=USER)
    say("upsert", table="user", row={"id": 1})
    say("checkpoint", state={"tables": {"user": {"id": 1}}})
    Path("waits").touch()
    time.sleep(120)
