"""What survives: processes that are killed, disks that fail."""
