"""The command line: one subcommand for each job; reads, computes, prints."""
