"""The isolation matrix. A package, so that its world is laid when its tests begin and gone when they end."""
