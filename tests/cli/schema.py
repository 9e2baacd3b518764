#!/usr/bin/env python3
"""Validates catalogs against the JSON Schema: schema.py SCHEMA FILE...

Prints one line a problem, and exits with 1 if there is any, with 3 where a module
is missing. An independent reader of both formats: it shares no code with comention.
"""
import json
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(missing)
    sys.exit(3)


def text_keys(value):
    """YAML takes `2600: {…}` for a number, JSON knows only texts as keys."""
    if isinstance(value, dict):
        return {str(k): text_keys(v) for k, v in value.items()}
    return [text_keys(v) for v in value] if isinstance(value, list) else value


def main(schema_file, files):
    with open(schema_file, encoding="utf-8") as f:
        schema = json.load(f)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    problems = 0
    for file in files:
        with open(file, encoding="utf-8") as f:
            catalog = text_keys(yaml.load(f, loader))
        for error in validator.iter_errors(catalog):
            place = "/".join(str(p) for p in error.absolute_path)
            print(f"{file}: {place}: {error.message[:200]}")
            problems += 1
    return 1 if problems else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
