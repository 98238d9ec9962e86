"""The trail as auditors read it, in the portal and at the desk: period, filters, population, sample, evidence."""
