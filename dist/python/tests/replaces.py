"""A connector whose source gives a new token for the old one, as OAuth 2.0 does."""

import json
import sys


def say(type, **fields):
    print(json.dumps({"type": type, **fields}), flush=True)


SPEC = {"properties": {"token": {"type": "string", "writeOnly": True}}, "required": ["token"]}
USER = {"name": "user", "primary_key": ["id"], "columns": [{"name": "id", "type": "LONG"}]}

if sys.argv[1] == "spec":
    say("spec", connector="replaces", version="0.1.0", documentation="https://leat.dev", configuration=SPEC)
elif sys.argv[1] == "discover":
    say("catalog", tables=[USER])
elif sys.argv[1] == "read":
    with open(sys.argv[sys.argv.index("--config") + 1], "r+") as file:
        settings = json.load(file)
        settings["token"] = "the-new-one"
        file.seek(0)
        file.truncate()
        json.dump(settings, file)
    say("hello", protocol=1, connector="replaces", version="0.1.0")
    say("schema", table=USER)
    say("upsert", table="user", row={"id": 1})
    say("checkpoint", state={"tables": {"user": {"id": 1}}})
    say("end", result="complete")
