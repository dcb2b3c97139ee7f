"""Pages, feeds and sitemaps fetched from the web, as politely and as carefully as can be.

Start reading at ``visiting``. The one room of the product that opens connections, and of it only
``connection``. Imports ``documents`` and ``index``.
"""
