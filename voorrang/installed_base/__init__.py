"""Products, devices, their cover over time, and the imports that brought them."""
