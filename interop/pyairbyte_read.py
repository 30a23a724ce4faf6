"""One read: launcher, base_url, folder. Prints the cached rows as one JSON line, its last."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import airbyte
from airbyte.caches import DuckDBCache
from airbyte_protocol.models import AirbyteMessage, ConfiguredAirbyteCatalog

launcher, base_url, folder = sys.argv[1:]
folder = Path(folder)
config = {"base_url": base_url}


def validated(*arguments):
    """Runs the launcher; every line must be a message by Airbyte's own models."""
    done = subprocess.run([launcher, *arguments], check=True, stdout=subprocess.PIPE, text=True)
    return [AirbyteMessage.model_validate_json(line) for line in done.stdout.splitlines()]


(folder / "config.json").write_text(json.dumps(config))
(spec,) = validated("spec")
(status,) = validated("check", "--config", str(folder / "config.json"))
(catalog,) = validated("discover", "--config", str(folder / "config.json"))
assert spec.spec and status.connectionStatus.status.value == "SUCCEEDED", status
configured = {
    "streams": [
        {"stream": json.loads(stream.model_dump_json(exclude_none=True)),
         "sync_mode": "full_refresh", "destination_sync_mode": "overwrite"}
        for stream in catalog.catalog.streams
    ]
}
ConfiguredAirbyteCatalog.model_validate(configured)
(folder / "catalog.json").write_text(json.dumps(configured))
(folder / "state.json").write_text("[]")
messages = validated("read", "--config", str(folder / "config.json"),
                     "--catalog", str(folder / "catalog.json"), "--state", str(folder / "state.json"))

with contextlib.redirect_stdout(sys.stderr):
    source = airbyte.get_source(Path(launcher).name, config=config, local_executable=launcher)
    source.check()
    source.select_all_streams()
    result = source.read(cache=DuckDBCache(db_path=folder / "cache.duckdb"))
    columns = ["id", "name", "email", "address", "company", "job", "updatedAt", "createdAt"]
    rows = []
    for record in result["user"]:
        row = dict(record)
        rows.append({column: row[column.lower()] if column.lower() in row else row[column] for column in columns})

note = f"{result.processed_records} records, {len(messages)} lines validated"
print(json.dumps({"rows": rows, "note": note}, default=str))
