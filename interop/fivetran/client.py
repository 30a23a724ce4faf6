"""Plays Fivetran against the server of one example connector and compares rows with the source.

Arguments: the connector's name. Run by ../run, which makes the stubs.
"""

import datetime
import json
import sys

import grpc
import source_connector_pb2 as messages
import source_connector_pb2_grpc as services
from leat import ENDPOINTS, Playground, Server


def rows(source):
    """By id, each row as it would be sent."""
    return {
        row["id"]: {name: shown(name, value) for name, value in row.items()}
        for row in source.people()
    }


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
    options = [("grpc.max_receive_message_length", 128 * 1024 * 1024)]
    with grpc.insecure_channel(f"127.0.0.1:{server.found}", options=options) as channel:
        stub = services.SourceConnectorStub(channel)
        configuration = {"base_url": source.address + ENDPOINTS[name]}
        form = stub.ConfigurationForm(messages.ConfigurationFormRequest())
        assert "base_url" in [field.name for field in form.fields]
        for test in form.tests:
            answer = stub.Test(messages.TestRequest(name=test.name, configuration=configuration))
            assert answer.success, answer.failure
            assert stub.Test(messages.TestRequest(name=test.name)).failure
        schema = stub.Schema(messages.SchemaRequest(configuration=configuration))
        assert [table.name for table in schema.without_schema.tables] == ["user"]

        store = Store()
        update(stub, configuration, store)
        first = rows(source)
        assert store.rows == first, f"{name}: the first read differs from the source"
        yield f"{len(first)} rows equal to the source; {shown_counts(store)}"
        # A step-size connector sees new ids only, by design.
        source.change(insert=20, update=0 if name == "step-size" else 10)
        update(stub, configuration, store)
        second = rows(source)
        assert store.rows == second, f"{name}: the second read differs from the source"

        resumed = Store()
        update(stub, configuration, resumed, messages_at_most=3)
        claimed = len(resumed.rows)
        update(stub, configuration, resumed)
        assert resumed.rows == second, f"{name}: rows differ after a killed read was resumed"
    for line in server.stop():
        log = json.loads(line)
        assert set(log) == {"level", "message", "message-origin"}, line
        assert log["message-origin"] == "sdk_connector" and log["level"] != "SEVERE", line
    yield f"{len(second)} rows equal to the source; killed with {claimed} claimed, resumed: equal"


def shown_counts(store):
    return ", ".join(f"{count} {kind}" for kind, count in sorted(store.counts.items()))


def main(name):
    with Playground() as source, Server("fivetran", name, "--port", "0", shows=r"port (\d+)") as server:
        for note in examine(name, source, server):
            print(note, flush=True)


main(sys.argv[1])
