"""Where the body of a page stands."""

from __future__ import annotations

from lxml import html

KNOWN = (
    "//ucapcontent",
    "//*[@id='UCAP-CONTENT']",
    "//*[@id='zoom' or @id='Zoom']",
    "//*[@id='zoomcon']",
    "//*[contains(@class,'TRS_Editor') or contains(@class,'TRS_UEDITOR')]",
    "//*[contains(@class,'article-content')]",
    "//*[contains(@class,'content_article')]",
    "//*[@id='info_cont']",
    "//*[@id='content']",
    "//*[@class='article']",
    "//*[@class='content']",
)


def find_body(root: html.HtmlElement) -> html.HtmlElement | None:
    """The element that holds the body, or None."""
    for path in KNOWN:
        for element in root.xpath(path):
            if len(element.text_content().strip()) > 80:
                return element
    return root.find("body")
