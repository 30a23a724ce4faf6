"""A connector that goes wrong after its first checkpoint, in the way that its first argument says."""
import json, os, signal, sys, time

how, command = sys.argv[1], sys.argv[2]
NAME = {"connector": "misbehaving", "version": "0.1.0"}
TABLE = {"name": "number", "primary_key": ["id"], "columns": []}
SETTINGS = {"type": "object", "properties": {
    "token": {"type": "string", "description": "A token", "writeOnly": True},
    "marker": {"type": "string", "description": "A file to write the process id to"}}}


def raw(text):
    sys.stdout.write(text)
    sys.stdout.flush()


def say(**message):
    raw(json.dumps(message) + "\n")


def number(value):
    say(type="upsert", table="number", row={"id": value})


def checkpoint(value):
    say(type="checkpoint", state={"tables": {"number": {"id": value}}})


if command == "spec":
    if how == "no_spec":
        print("Traceback: no module named requests", file=sys.stderr)
        sys.exit(1)
    say(type="spec", documentation="https://example.com", configuration=SETTINGS, **NAME)
    sys.exit(0)
if command in ("check", "discover"):
    say(type="catalog", tables=[TABLE]) if command == "discover" else say(type="check", result="succeeded")
    sys.exit(0)

with open(sys.argv[sys.argv.index("--config") + 1]) as file:
    settings = json.load(file)
if "marker" in settings:
    with open(settings["marker"] + ".new", "w") as file:
        file.write(json.dumps({"pid": os.getpid(), "config": sys.argv[sys.argv.index("--config") + 1]}))

say(type="hello", protocol=1, **NAME)
say(type="schema", table=TABLE)
number(1)
checkpoint(1)
if "marker" in settings:
    os.rename(settings["marker"] + ".new", settings["marker"])

if how == "exits_without_end":
    number(2)
elif how == "half_line":
    raw('{"type":"upsert","table":"number","row":{"id"')
elif how == "stray_print":
    number(2)
    raw("debug: page 2\n")
    checkpoint(2)
    say(type="end", result="complete")
elif how == "joined_lines":
    raw('{"type":"upsert","table":"number","row":{"id":2}}{"type":"upsert","table":"number","row":{"id":3}}\n')
    checkpoint(3)
    say(type="end", result="complete")
elif how == "wrong_count":
    number(2)
    say(type="checkpoint", state={"tables": {"number": {"id": 2}}}, counts={"number": 7})
    say(type="end", result="complete")
elif how == "wrong_exit_code":
    say(type="end", result="complete")
    print("segmentation fault", file=sys.stderr)
    sys.exit(1)
elif how == "talks_after_end":
    say(type="end", result="complete")
    number(2)
elif how == "unclaimed_rows":
    number(2)
    say(type="end", result="complete")
elif how == "killed":
    number(2)
    os.kill(os.getpid(), signal.SIGKILL)
elif how == "error_line":
    say(type="error", kind="source_unavailable", message="GET /numbers answered 503")
    sys.exit(11)
elif how == "secret_on_stderr":
    print("using token " + settings["token"], file=sys.stderr)
    sys.exit(1)
elif how == "incomplete":
    say(type="end", result="incomplete", reason="the total shrank")
    sys.exit(3)
elif how == "waits":
    time.sleep(600)
elif how == "stops_in_order":
    def stop(*_):
        number(2)
        checkpoint(2)
        sys.exit(143)
    signal.signal(signal.SIGTERM, stop)
    checkpoint(1)
    time.sleep(600)
elif how == "ignores_sigterm":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    checkpoint(1)
    time.sleep(600)
elif how == "endless":
    value = 1
    while True:
        value += 1
        number(value)
        checkpoint(value)
