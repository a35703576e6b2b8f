"""A corpus folder as YAML files."""
