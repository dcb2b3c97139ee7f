"""The chat serves a page over an archive, from rooms of which each knows as little as it needs.

``wording`` holds what the page says in each language; ``views`` make HTML of answers; ``actions``
do what a visitor asks for; ``components`` build the page with Gradio; ``server`` serves it. Each
imports only what stands before it here, ``conversation_state`` standing between ``wording`` and
``views``; nothing but ``rag.cli`` imports the chat.
"""

import os

os.environ |= {  # Gradio reads these while it is imported.
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Gradio keeps who asked when, of the last 10,000 questions, and makes a table of them all
    # after every question (16 ms by then), for a page of statistics that we do not serve.
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
}
