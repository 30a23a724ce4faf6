"""A connector in another language: the numbers from 1 to `count`, resumed after the last one."""
import json, sys

NAME = {"connector": "numbers", "version": "0.1.0"}
TABLE = {"name": "number", "primary_key": ["id"], "columns": [{"name": "id", "type": "LONG"}]}
SETTINGS = {"type": "object", "properties": {
    "count": {"type": "integer", "description": "How many numbers", "default": 25},
    "token": {"type": "string", "description": "A token", "writeOnly": True}}}

def say(**message):
    print(json.dumps(message), flush=True)

def option(name):
    with open(sys.argv[sys.argv.index(name) + 1]) as file:
        return json.load(file)

command = sys.argv[1]
if command == "spec":
    say(type="spec", documentation="https://example.com", configuration=SETTINGS, **NAME)
elif command == "check":
    say(type="check", result="succeeded")
elif command == "discover":
    say(type="catalog", tables=[TABLE])
elif command == "read":
    count, cursors = option("--config")["count"], option("--state")["tables"]
    say(type="hello", protocol=1, **NAME)
    say(type="schema", table=TABLE)
    for number in range(cursors.get("number", {"id": 0})["id"] + 1, count + 1):
        say(type="upsert", table="number", row={"id": number})
        if number % 10 == 0 or number == count:
            say(type="checkpoint", state={"tables": {"number": {"id": number}}})
    say(type="end", result="complete")
