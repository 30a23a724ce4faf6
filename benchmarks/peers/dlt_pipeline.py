"""dlt's rest_api into DuckDB, merged by key: as its introduction shows it, or tuned by its page on performance."""

import os
import sys

address, database, manner = sys.argv[1:4]
folder = os.path.dirname(database)
os.environ["DLT_DATA_DIR"] = folder + "/dlt-" + manner
os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
if manner == "tuned":
    # Beside Parquet instead of INSERT statements, below: files that are not compressed between two steps, larger
    # buffers, and as many workers as the machine has cores.
    os.environ["NORMALIZE__DATA_WRITER__DISABLE_COMPRESSION"] = "true"
    os.environ["SOURCES__DATA_WRITER__DISABLE_COMPRESSION"] = "true"
    os.environ["DATA_WRITER__BUFFER_MAX_ITEMS"] = "100000"
    os.environ["DATA_WRITER__FILE_MAX_ITEMS"] = "100000"
    os.environ["NORMALIZE__WORKERS"] = "2"
    os.environ["LOAD__WORKERS"] = "2"

import dlt  # noqa: E402
from dlt.sources.rest_api import rest_api_source  # noqa: E402

source = rest_api_source({
    "client": {"base_url": address.rsplit("/", 1)[0] + "/"},
    "resources": [{
        "name": "user_rows",
        "primary_key": "id",
        "write_disposition": "merge",
        "endpoint": {
            "path": address.rsplit("/", 1)[1],
            "data_selector": "data",
            "paginator": {"type": "cursor", "cursor_path": "scroll_param", "cursor_param": "scroll_param"},
            "incremental": {"cursor_path": "updatedAt", "start_param": "updated_since"},
        },
    }],
})
pipeline = dlt.pipeline(
    pipeline_name="benchmark", destination=dlt.destinations.duckdb(database), dataset_name="benchmark")
options = {"loader_file_format": "parquet"} if manner == "tuned" else {}
pipeline.run(source, **options).raise_on_failed_jobs()
