"""A declarative source of Airbyte's Python CDK: a manifest, read as its platform reads it."""

import json
import sys
import tempfile
from pathlib import Path

from airbyte_cdk.entrypoint import launch
from airbyte_cdk.models import ConfiguredAirbyteCatalogSerializer
from airbyte_cdk.sources.declarative.concurrent_declarative_source import ConcurrentDeclarativeSource

COLUMNS = ["id", "name", "email", "address", "company", "job", "updatedAt", "createdAt"]
SCHEMA = {"type": "object", "$schema": "http://json-schema.org/draft-07/schema#",
          "properties": {name: {"type": ["null", "string"]} for name in COLUMNS}}


def manifest(address):
    base, path = address.split("/", 3)[:3], address.split("/", 3)[3]
    stream = {
        "type": "DeclarativeStream",
        "name": "user",
        "primary_key": ["id"],
        "retriever": {
            "type": "SimpleRetriever",
            "requester": {"type": "HttpRequester", "url_base": "/".join(base), "path": "/" + path,
                          "http_method": "GET"},
            "record_selector": {"type": "RecordSelector",
                                "extractor": {"type": "DpathExtractor", "field_path": ["data"]}},
            "paginator": {
                "type": "DefaultPaginator",
                "page_token_option": {"type": "RequestOption", "inject_into": "request_parameter",
                                      "field_name": "scroll_param"},
                "pagination_strategy": {
                    "type": "CursorPagination",
                    "cursor_value": "{{ response.get('scroll_param') }}",
                    "stop_condition": "{{ not response.get('scroll_param') }}"},
            },
        },
        "schema_loader": {"type": "InlineSchemaLoader", "schema": SCHEMA},
    }
    return {"version": "6.0.0", "type": "DeclarativeSource", "check": {"type": "CheckStream", "stream_names": ["user"]},
            "streams": [stream],
            "spec": {"type": "Spec", "connection_specification": {
                "type": "object", "$schema": "http://json-schema.org/draft-07/schema#", "properties": {}}}}


catalog = {"streams": [{
    "stream": {"name": "user", "json_schema": SCHEMA, "supported_sync_modes": ["full_refresh"],
               "source_defined_primary_key": [["id"]]},
    "sync_mode": "full_refresh", "destination_sync_mode": "overwrite"}]}
with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "config.json").write_text("{}")
    (Path(folder) / "catalog.json").write_text(json.dumps(catalog))
    source = ConcurrentDeclarativeSource(
        catalog=ConfiguredAirbyteCatalogSerializer.load(catalog), config={}, state=None,
        source_config=manifest(sys.argv[1]))
    launch(source, ["read", "--config", f"{folder}/config.json", "--catalog", f"{folder}/catalog.json"])
