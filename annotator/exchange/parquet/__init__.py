"""Parquet: four tables for analysis, in parts that can be read one by one."""
