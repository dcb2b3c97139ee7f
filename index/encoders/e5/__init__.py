"""multilingual-e5-small without a hub: weights from an installed package, run in int8."""
