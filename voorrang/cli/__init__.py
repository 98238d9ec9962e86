"""The command `voorrang`. Each module adds the sub-commands of one topic; answers go to stdout, logs to stderr."""
