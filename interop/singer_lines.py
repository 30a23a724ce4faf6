"""Every line of a tap, from stdin, through the singer library's own messages, and schemas of the draft that it knows."""

import collections
import sys

import singer
from jsonschema import Draft4Validator

counts = collections.Counter()
validators = {}
for line in sys.stdin:
    message = singer.parse_message(line)
    counts[type(message).__name__] += 1
    if isinstance(message, singer.SchemaMessage):
        Draft4Validator.check_schema(message.schema)
        validators[message.stream] = Draft4Validator(message.schema)
        missing = set(message.key_properties) - set(message.schema["properties"])
        assert not missing, f"keys that the schema does not have: {missing}"
    elif isinstance(message, singer.RecordMessage):
        validators[message.stream].validate(message.record)
    elif isinstance(message, singer.ActivateVersionMessage):
        assert message.stream in validators, "a version of a stream without a schema"
    else:
        assert isinstance(message, singer.StateMessage), f"not a message: {line}"
assert counts["SchemaMessage"] and counts["RecordMessage"] and counts["StateMessage"], counts
print(sum(counts.values()), "lines validated")
