"""Plays Fivetran against the servers of the example connectors and compares rows with the source."""

import datetime
import json
import re
import subprocess
import sys
import time
import urllib.request

import grpc
import source_connector_pb2 as messages
import source_connector_pb2_grpc as services

ROWS = 1000
ENDPOINTS = {
    "keyset": "/pagination/keyset",
    "offset": "/pagination/offset",
    "timestamp": "/incremental/timestamp",
    "step-size": "/incremental/step",
    "replay": "/incremental/replay",
}
JAVA = ["java", "-Dsun.net.httpserver.nodelay=true", "dev.leat.host.fivetran.InteropServer"]


class Child:
    """A Java process that ends with its standard input."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [*JAVA, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.first = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.rest()

    def rest(self):
        """Ends the process; the lines that it has printed since the first."""
        if self.process.stdin.closed:
            return []
        self.process.stdin.close()
        lines = self.process.stdout.read().splitlines()
        self.process.wait(30)
        return lines


class Source(Child):
    def __init__(self):
        super().__init__("playground", str(ROWS))

    def rows(self):
        with urllib.request.urlopen(self.first + "/control/people") as answer:
            rows = [json.loads(line) for line in answer.read().decode().splitlines()]
        return {row["id"]: {name: shown(name, value) for name, value in row.items()} for row in rows}

    def change(self, changes):
        request = urllib.request.Request(
            self.first + "/control/changes", data=json.dumps(changes).encode(),
            headers={"Content-Type": "application/json"})
        urllib.request.urlopen(request).close()


def shown(name, value):
    """An instant as seconds and nanoseconds, so that none is lost; anything else as it is."""
    if not name.endswith("At"):
        return value
    whole, _, fraction = value.rstrip("Z").partition(".")
    seconds = datetime.datetime.fromisoformat(whole + "+00:00").timestamp()
    return int(seconds), int(fraction.ljust(9, "0"))


def sent(value):
    kind = value.WhichOneof("inner")
    inner = getattr(value, kind)
    return (inner.seconds, inner.nanos) if kind == "utc_datetime" else inner


class Store:
    """What Fivetran would hold: rows count when a checkpoint claims them."""

    def __init__(self):
        self.rows, self.unclaimed, self.state = {}, [], None
        self.counts = {}

    def take(self, response):
        kind = response.WhichOneof("operation")
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if kind == "record":
            self.unclaimed.append(response.record)
        elif kind == "records":
            batch = response.records.records
            assert len(batch) <= 100, f"a batch of {len(batch)} rows"
            assert response.records.ByteSize() <= 100 * 1024, "a batch of more than 100 KiB"
            self.unclaimed.extend(batch)
        elif kind == "checkpoint":
            for record in self.unclaimed:
                assert record.type == messages.UPSERT and record.table_name == "user"
                row = {name: sent(value) for name, value in record.data.items()}
                self.rows[row["id"]] = row
            self.unclaimed.clear()
            self.state = response.checkpoint.state_json
        elif kind == "task":
            raise AssertionError("Task: " + response.task.message)


def update(stub, configuration, store, messages_at_most=None):
    request = messages.UpdateRequest(configuration=configuration)
    if store.state is not None:
        request.state_json = store.state
    call = stub.Update(request)
    for number, response in enumerate(call, 1):
        store.take(response)
        if number == messages_at_most:
            call.cancel()
            break
    else:
        assert not store.unclaimed, "rows after the last checkpoint"
    store.unclaimed.clear()


def examine(name, source, server):
    port = re.search(r"port (\d+)", server.first).group(1)
    options = [("grpc.max_receive_message_length", 128 * 1024 * 1024)]
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=options) as channel:
        stub = services.SourceConnectorStub(channel)
        configuration = {"base_url": source.first + ENDPOINTS[name]}
        form = stub.ConfigurationForm(messages.ConfigurationFormRequest())
        assert "base_url" in [field.name for field in form.fields]
        for test in form.tests:
            answer = stub.Test(messages.TestRequest(name=test.name, configuration=configuration))
            assert answer.success, answer.failure
            assert stub.Test(messages.TestRequest(name=test.name)).failure
        schema = stub.Schema(messages.SchemaRequest(configuration=configuration))
        assert [table.name for table in schema.without_schema.tables] == ["user"]

        store = Store()
        begin = time.monotonic()
        update(stub, configuration, store)
        first = source.rows()
        assert store.rows == first, f"{name}: the first read differs from the source"
        # A step-size connector sees new ids only, by design.
        source.change({"insert": 20, "update": 0 if name == "step-size" else 10})
        update(stub, configuration, store)
        second = source.rows()
        assert store.rows == second, f"{name}: the second read differs from the source"
        seconds = time.monotonic() - begin

        resumed = Store()
        update(stub, configuration, resumed, messages_at_most=3)
        claimed = len(resumed.rows)
        update(stub, configuration, resumed)
        assert resumed.rows == second, f"{name}: rows differ after a killed read was resumed"
    for line in [server.first, *server.rest()]:
        log = json.loads(line)
        assert set(log) == {"level", "message", "message-origin"}, line
        assert log["message-origin"] == "sdk_connector" and log["level"] != "SEVERE", line
    return f"{len(first)} rows, then {len(second)}, equal to the source, in {seconds:.1f} s; " \
           f"killed with {claimed} rows claimed and resumed: equal"


def main():
    begin = time.monotonic()
    for name in sys.argv[1:] or ENDPOINTS:
        with Source() as source, Child("serve", name) as server:
            print(f"fivetran {name}: {examine(name, source, server)}", flush=True)
    print(f"fivetran: all equal, {time.monotonic() - begin:.0f} s after the build")


main()
