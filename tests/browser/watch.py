"""What no page may do, whatever is tested: every page is opened under this watch."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Request,
    Response,
    Route,
    WebError,
)

# Long, because machines that run tests are slow; nothing waits longer than it has to.
PATIENCE_MS = 15_000
DESKTOP = (1280, 800)


class Watch:
    """Notes dialogs, errors, whatever breaks the content policy, and requests to elsewhere."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.noticed: list[str] = []
        self._origin = origin
        self._refused: set[str] = set()
        context.route("**/*", self._see_request)
        context.on("response", self._see_response)
        context.on("console", self._see_console)
        context.on("weberror", self._see_error)
        context.on("dialog", self._see_dialog)

    def check(self) -> None:
        """Fail if anything was noticed, and begin anew."""
        noticed, self.noticed = self.noticed, []
        assert not noticed, "\n".join(noticed)

    def _see_request(self, route: Route, request: Request) -> None:
        if request.url.startswith(self._origin + "/"):
            route.continue_()
            return
        self.noticed.append(f"request to {request.url}")
        route.abort()

    def _see_response(self, response: Response) -> None:
        if response.status >= 400 and response.request.is_navigation_request():
            self._refused.add(response.url)

    def _see_console(self, message: ConsoleMessage) -> None:
        """Note the message, unless it is the browser's own about what is as it should be."""
        if message.location["url"] in self._refused and "Failed to load" in message.text:
            return  # a page that says 4xx itself
        if message.text.startswith("Autofocus processing was blocked because a document's URL"):
            return  # an address with a fragment says itself where to look
        self.noticed.append(f"{message.type} on the console: {message.text}")

    def _see_error(self, error: WebError) -> None:
        self.noticed.append(f"script error: {error.error}")

    def _see_dialog(self, dialog: Dialog) -> None:
        self.noticed.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def watched(
    browser: Browser, origin: str, *, size: tuple[int, int] = DESKTOP, **options: object
) -> Iterator[tuple[BrowserContext, Watch]]:
    """Give a fresh profile for this site; at the end fail if the watch noticed anything."""
    width, height = size
    context = browser.new_context(
        base_url=origin, viewport={"width": width, "height": height}, **options
    )
    context.set_default_timeout(PATIENCE_MS)
    watch = Watch(context, origin)
    try:
        yield context, watch
    finally:
        context.close()
    watch.check()
