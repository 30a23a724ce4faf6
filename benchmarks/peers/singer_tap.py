"""A tap of the Singer SDK. With "msgspec" as its second argument it writes with that encoder, as the SDK's
documentation advises for speed."""

import sys

from singer_sdk import RESTStream, Tap
from singer_sdk import typing as th
from singer_sdk.pagination import JSONPathPaginator

ADDRESS = sys.argv[1]
ENCODERS = {}
if sys.argv[2:] == ["msgspec"]:
    from singer_sdk.contrib.msgspec import MsgSpecWriter

    ENCODERS = {"message_writer_class": MsgSpecWriter}


class UserStream(RESTStream):
    name = "user"
    url_base = "/".join(ADDRESS.split("/", 3)[:3])
    path = "/" + ADDRESS.split("/", 3)[3]
    primary_keys = ("id",)
    records_jsonpath = "$.data[*]"
    schema = th.PropertiesList(
        *(th.Property(name, th.StringType) for name in ("id", "name", "email", "address", "company", "job")),
        *(th.Property(name, th.DateTimeType) for name in ("updatedAt", "createdAt")),
    ).to_dict()

    def get_new_paginator(self):
        return JSONPathPaginator("$.scroll_param")

    def get_url_params(self, context, next_page_token):
        return {"scroll_param": next_page_token} if next_page_token else {}


class BenchmarkTap(Tap):
    name = "tap-benchmark"
    config_jsonschema = th.PropertiesList().to_dict()
    locals().update(ENCODERS)

    def discover_streams(self):
        return [UserStream(self)]


BenchmarkTap(config={}).sync_all()
