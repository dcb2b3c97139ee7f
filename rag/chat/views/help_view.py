"""Documents how programs ask, search and add through the API."""

from __future__ import annotations

from rag.chat.views import markup
from rag.chat.wording.words import Words

_PYTHON = """\
from gradio_client import Client

archivo = Client("{url}")
print(archivo.predict("¿Cuántos soldados envió Corea del Norte?", api_name="/ask"))

for hit in archivo.predict("despliegue en Kursk", 5, api_name="/search"):
    print(hit["score"], hit["title"], hit["passage"])

report = archivo.predict(
    "El tren costará 1.200 millones, según el ministerio.",  # text
    "El tren, más caro",  # title
    "2025-08-14",  # date
    "Diario de Brañalba",  # source
    api_name="/add",
)
"""
_CURL = """\
curl -s {url}gradio_api/call/ask -H "Content-Type: application/json" \\
     -d '{{"data": ["¿Cuántos soldados envió Corea del Norte?"]}}'
# → {{"event_id": "…"}}
curl -sN {url}gradio_api/call/ask/EVENT_ID
"""


def page(words: Words, url: str, *, mcp: bool) -> str:
    """Write the endpoints, with examples for this very address.

    :param url: where the chat is served, with a final slash.
    :param mcp: whether the MCP server is on.
    """
    rows = "".join(
        f'<tr><th scope="row"><code>{name}</code></th><td><code>{takes}</code></td>'
        f"<td>{markup.text(gives)}</td></tr>"
        for name, takes, gives in (
            ("/ask", "question", words.api_ask),
            ("/search", "question, k = 10", words.api_search),
            ("/add", "text, title, date, source", words.api_add),
        )
    )
    head = "".join(
        f'<th scope="col">{markup.text(name)}</th>'
        for name in (words.endpoint, words.takes, words.gives)
    )
    server = (
        f"<p>{markup.text(words.mcp_on)} <code>{markup.text(url)}gradio_api/mcp/</code></p>"
        if mcp
        else f"<p>{markup.text(words.mcp_off)} <code>python app.py --mcp</code></p>"
    )
    return (
        f'<section class="help"><p>{markup.text(words.api_lead)}</p>'
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"</div><h2>Python</h2><pre>{markup.text(_PYTHON.format(url=url))}</pre>"
        f"<h2>curl</h2><pre>{markup.text(_CURL.format(url=url))}</pre><h2>MCP</h2>{server}</section>"
    )
