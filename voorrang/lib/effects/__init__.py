"""What has been done once and must not be done again: a Django app of one table, for `voorrang.lib.jobs`."""
