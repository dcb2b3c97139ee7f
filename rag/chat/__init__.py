"""The chat's parts: what it shows (``*_view``), says (``texts``), keeps and lets through.

Nothing here but ``page`` and ``serving`` knows Gradio; ``command`` puts them to work.
"""

import os

os.environ |= {  # read by Gradio while it is imported
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Gradio keeps who asked when, of the last 10,000 questions, and makes a table of them all
    # after every question (16 ms by then), for a page of statistics that we do not serve.
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
}
