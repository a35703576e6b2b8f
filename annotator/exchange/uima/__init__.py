"""UIMA CAS, as XMI and as JSON: a text, and feature structures of types that a type system describes."""
